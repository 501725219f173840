package dev.sextant.collection;

import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

/// Hands a body on as it comes. The framework's own way, a parameter of type `InputStream`, has Jackson read all of it
/// where the body is JSON.
@Provider
@Singleton
@Consumes({MediaType.APPLICATION_JSON, "application/x-ndjson"})
public final class DocumentBodyReader implements MessageBodyReader<DocumentBody> {

    @Override
    public boolean isReadable(Class<?> type, Type generic, Annotation[] annotations, MediaType media) {
        return type == DocumentBody.class;
    }

    @Override
    public DocumentBody readFrom(
            Class<DocumentBody> type,
            Type generic,
            Annotation[] annotations,
            MediaType media,
            MultivaluedMap<String, String> headers,
            InputStream in) {
        return new DocumentBody(in);
    }
}
