package dev.sextant.fuzz;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.sextant.Fault;
import dev.sextant.wire.JsonFault;
import dev.sextant.wire.Problem;
import dev.sextant.wire.StrictJson;
import java.io.CharConversionException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A body of JSON on its way to a checked request.
///
/// @param check what comes after Jackson
/// @param examples bodies that are right
public record RequestTarget<T>(Class<T> type, Consumer<T> check, List<String> examples) implements FuzzTarget {
    /// Reads as the server does.
    public static final ObjectMapper JSON = strict();

    private static final int FIRST_SERVER_ERROR = 500;

    public static <T> RequestTarget<T> of(Class<T> type, Consumer<T> check, String... examples) {
        return new RequestTarget<>(type, check, Arrays.asList(examples));
    }

    private static ObjectMapper strict() {
        ObjectMapper mapper = new ObjectMapper()
                .registerModules(new JavaTimeModule(), new Jdk8Module())
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
        new StrictJson().customize(mapper);
        return mapper;
    }

    @Override
    public List<byte[]> seeds() {
        return examples.stream()
                .map(example -> example.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    @Override
    public void take(byte[] input) throws IOException {
        try {
            @Nullable T request = JSON.readValue(input, type);
            if (request != null) {
                check.accept(request);
            }
        } catch (JsonProcessingException e) {
            requireAnswer(JsonFault.of(e, input));
        } catch (CharConversionException e) {
            // Of UTF-32, for which Jackson takes bodies that begin so; the way out makes a fault of it.
        } catch (Fault fault) {
            requireAnswer(fault);
        }
    }

    /// A fault that is the caller's and can be told.
    public static void requireAnswer(Fault fault) {
        Problem problem = Problem.of(fault, null);
        if (problem.status() >= FIRST_SERVER_ERROR) {
            throw new AssertionError("status %d: %s".formatted(problem.status(), problem.detail()), fault);
        }
        try {
            JSON.readTree(JSON.writeValueAsBytes(problem));
        } catch (IOException e) {
            throw new AssertionError("a problem that is not JSON: " + problem, e);
        }
    }
}
