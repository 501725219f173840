package dev.sextant.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// A request, to the byte.
///
/// @param target path and query as they go over the wire, in Latin-1
/// @param headers in Latin-1; the length of the body and the host are added
@SuppressWarnings("ArrayRecordComponent") // Sent and shown, never compared.
record Request(String method, String target, Map<String, String> headers, byte[] body) {

    byte[] bytes() {
        StringBuilder head = new StringBuilder();
        head.append(method).append(' ').append(target).append(" HTTP/1.1\r\nHost: localhost\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        out.writeBytes(body);
        return out.toByteArray();
    }

    @Override
    public String toString() {
        return "%s %s %s\n%s".formatted(method, target, headers, new String(body, StandardCharsets.UTF_8));
    }
}
