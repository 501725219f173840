package dev.sextant.deploy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Executable;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the builder of a native image is told of names that only show at run time, in the terms of GraalVM's schema
/// 1.2.0. A word that is not in that schema, or not used here, fails.
///
/// @param reflection types, with the members that are asked for
/// @param resources files of the class path, by globs
record Reachability(List<Type> reflection, List<Resource> resources) {
    private static final String FILE = "/META-INF/native-image/dev.sextant/sextant/reachability-metadata.json";

    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();

    record Type(
            String type,
            boolean jniAccessible,
            boolean allDeclaredConstructors,
            boolean allDeclaredMethods,
            boolean allDeclaredFields,
            @Nullable List<Method> methods,
            @Nullable List<Field> fields) {

        List<Method> named() {
            return methods == null ? List.of() : methods;
        }

        boolean reaches(Executable wanted) {
            return reaches(Method.of(wanted).toString());
        }

        /// @param member such as `valueOf[int]`
        boolean reaches(String member) {
            boolean all = member.startsWith("<init>") ? allDeclaredConstructors : allDeclaredMethods;
            return all || named().stream().anyMatch(each -> each.toString().equals(member));
        }
    }

    record Method(String name, @Nullable List<String> parameterTypes) {
        Method {
            parameterTypes = parameterTypes == null ? List.of() : parameterTypes;
        }

        static Method of(Executable executable) {
            return new Method(
                    executable instanceof java.lang.reflect.Method ? executable.getName() : "<init>",
                    Arrays.stream(executable.getParameterTypes())
                            .map(Class::getTypeName)
                            .toList());
        }

        @Override
        public String toString() {
            return name + parameterTypes;
        }
    }

    record Field(String name) {}

    record Resource(String glob) {
        /// A star stays within a folder, two go below it.
        boolean takes(String name) {
            return FileSystems.getDefault().getPathMatcher("glob:" + glob).matches(Path.of(name));
        }
    }

    static Reachability read() {
        try (InputStream in = Objects.requireNonNull(Reachability.class.getResourceAsStream(FILE), FILE)) {
            return STRICT.readValue(in, Reachability.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Reachability and(Reachability other) {
        return new Reachability(
                Stream.concat(reflection.stream(), other.reflection.stream()).toList(),
                Stream.concat(resources.stream(), other.resources.stream()).toList());
    }

    Optional<Type> find(String type) {
        return Optional.ofNullable(byName().get(type));
    }

    boolean takes(String resource) {
        return resources.stream().anyMatch(each -> each.takes(resource));
    }

    /// Whether a name would be found in a native image.
    boolean has(AskedName asked) {
        return switch (asked.kind()) {
            case TYPE, PROXY -> types(asked).findAny().isPresent();
            case CALL, HANDLE -> types(asked).anyMatch(type -> type.reaches(asked.member()));
            case RESOURCE -> takes(asked.name());
            case SERVICE -> takes("META-INF/services/" + asked.name());
        };
    }

    private Stream<Type> types(AskedName asked) {
        return reflection.stream().filter(type -> type.type().equals(asked.name()));
    }

    /// @throws IllegalStateException if a type is there twice
    Map<String, Type> byName() {
        return reflection.stream().collect(Collectors.toMap(Type::type, Function.identity()));
    }

    static Stream<Executable> members(Class<?> type) {
        return Stream.concat(Arrays.stream(type.getDeclaredConstructors()), Arrays.stream(type.getDeclaredMethods()));
    }
}
