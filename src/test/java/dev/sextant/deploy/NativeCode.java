package dev.sextant.deploy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A native library, as a reader of its bytes sees it: whatever it looks up through JNI by a fixed name has that
/// name in it. Compilers may put names without an end between them, so a class is the longest name that is one.
///
/// @param text its bytes, one a character
record NativeCode(String text) {
    private static final Pattern CLASS = Pattern.compile("(?:ai|java|org)/(?:\\w+/)+[\\w$]+");

    static NativeCode of(String resource) {
        try (InputStream in = Objects.requireNonNull(NativeCode.class.getResourceAsStream(resource), resource)) {
            return new NativeCode(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What it gives to `FindClass`. A name before a semicolon is part of a descriptor, which is not looked up.
    Set<Class<?>> classes() {
        return CLASS.matcher(text)
                .results()
                .flatMap(found ->
                        longest(found.group())
                                .filter(type -> !text.startsWith(
                                        ";", found.start() + type.getName().length()))
                                .stream())
                .collect(Collectors.toSet());
    }

    private static Optional<Class<?>> longest(String name) {
        for (int end = name.length(); end > 0; end--) {
            try {
                String candidate = name.substring(0, end).replace('/', '.');
                return Optional.of(Class.forName(candidate, false, NativeCode.class.getClassLoader()));
            } catch (ClassNotFoundException | LinkageError e) {
                // A shorter one may be.
            }
        }
        return Optional.empty();
    }

    /// Constructors and methods of a class whose name and descriptor are both in it, and what `ThrowNew` calls. Of
    /// Java's own classes, whose methods have names that are everywhere, the latter only.
    List<Executable> members(Class<?> type) {
        return Reachability.members(type)
                .filter(member -> isThrown(type, member) || (!type.getName().startsWith("java.") && isNamed(member)))
                .toList();
    }

    private boolean isNamed(Executable member) {
        return text.contains(descriptor(member))
                && text.contains(member instanceof Method ? member.getName() : "<init>");
    }

    private static boolean isThrown(Class<?> type, Executable member) {
        return Throwable.class.isAssignableFrom(type)
                && member instanceof Constructor
                && Arrays.equals(member.getParameterTypes(), new Class<?>[] {String.class});
    }

    private static String descriptor(Executable member) {
        Class<?> result = member instanceof Method method ? method.getReturnType() : void.class;
        return MethodType.methodType(result, member.getParameterTypes()).toMethodDescriptorString();
    }
}
