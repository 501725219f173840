package dev.sextant.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;

/// Reads tensors from the safetensors format: the header's length (little-endian int64), the header (JSON), the values.
///
/// @see <a href="https://huggingface.co/docs/safetensors/index#format">The format</a>
final class Safetensors {
    /// A header names tensors; one of a megabyte would name tens of thousands.
    private static final int MAX_HEADER_BYTES = 1 << 20;

    private Safetensors() {}

    /// @return tensor name to its values, flat, float32
    /// @throws IOException if the file is malformed or a tensor is not float32
    static Map<String, float[]> read(InputStream in) throws IOException {
        DataInputStream data = new DataInputStream(new ByteArrayInputStream(in.readAllBytes()));
        if (data.available() < Long.BYTES) {
            throw new IOException("a safetensors file of %d bytes".formatted(data.available()));
        }
        long headerBytes = Long.reverseBytes(data.readLong());
        if (headerBytes < 2 || headerBytes > Math.min(MAX_HEADER_BYTES, data.available())) {
            throw new IOException("a safetensors header of %d bytes".formatted(headerBytes));
        }
        JsonNode header = new ObjectMapper().readTree(data.readNBytes((int) headerBytes));
        ByteBuffer values = ByteBuffer.wrap(data.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
        Map<String, float[]> tensors = new LinkedHashMap<>();
        for (var entry : header.properties()) {
            if (!entry.getKey().equals("__metadata__")) {
                tensors.put(entry.getKey(), tensor(entry.getKey(), entry.getValue(), values));
            }
        }
        return tensors;
    }

    private static float[] tensor(String name, JsonNode header, ByteBuffer values) throws IOException {
        String type = header.path("dtype").asText();
        if (!type.equals("F32")) {
            throw new IOException("tensor %s is %s; Sextant reads F32".formatted(name, type));
        }
        long begin = header.path("data_offsets").path(0).asLong(-1);
        long end = header.path("data_offsets").path(1).asLong(-1);
        if (begin < 0 || end < begin || end > values.limit() || (end - begin) % Float.BYTES != 0) {
            throw new IOException("tensor %s lies at %d to %d of %d bytes".formatted(name, begin, end, values.limit()));
        }
        float[] tensor = new float[(int) (end - begin) / Float.BYTES];
        values.slice((int) begin, (int) (end - begin))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(tensor);
        return tensor;
    }
}
