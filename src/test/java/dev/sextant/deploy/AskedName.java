package dev.sextant.deploy;

import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a program asks for by its name while it runs.
///
/// @param name of the class, the resource, the service, or an interface of the proxy
/// @param member constructor or method with the types of its parameters, as in `valueOf[int]`; empty where it is none
record AskedName(Kind kind, String name, String member) {
    /// The last of them are members: one that is called, and one that is looked up to be kept.
    enum Kind {
        TYPE,
        PROXY,
        RESOURCE,
        SERVICE,
        CALL,
        HANDLE
    }

    /// What a call asks for.
    ///
    /// @param call the name of the method that looks it up
    /// @param asked the object that it is called on, if there is one, and its arguments, null for numbers
    static Stream<AskedName> of(String call, List<@Nullable Object> asked) {
        return switch (asked.getFirst()) {
            case Executable member -> Stream.of(of(Kind.CALL, member));
            case Field field -> type(field.getDeclaringClass());
            case Lookup lookup -> found(asked.subList(1, asked.size()));
            case Class<?> type when call.startsWith("getResource") -> Stream.of(resource(type, "" + asked.get(1)));
            case Class<?> type when call.startsWith("load") -> Stream.of(of(Kind.SERVICE, type.getName()));
            case Class<?> type -> type(type);
            case String type -> Stream.of(of(Kind.TYPE, type));
            case ClassLoader loader
            when asked.get(1) instanceof Class<?>[] types ->
                Arrays.stream(types).map(type -> of(Kind.PROXY, type.getName()));
            case ClassLoader loader ->
                Stream.of(of(call.equals("loadClass") ? Kind.TYPE : Kind.RESOURCE, "" + asked.get(1)));
            case null, default -> Stream.empty();
        };
    }

    private static Stream<AskedName> found(List<@Nullable Object> asked) {
        return switch (asked.getFirst()) {
            case Executable member -> Stream.of(of(Kind.HANDLE, member));
            case Field field -> type(field.getDeclaringClass());
            case Class<?> type
            when asked.get(1) instanceof MethodType constructor ->
                Stream.of(member(Kind.HANDLE, type, "<init>", constructor.parameterArray()));
            case Class<?> type
            when asked.get(2) instanceof MethodType method ->
                Stream.of(member(Kind.HANDLE, type, "" + asked.get(1), method.parameterArray()));
            case Class<?> type -> type(type);
            case null, default -> Stream.empty();
        };
    }

    private static Stream<AskedName> type(Class<?> type) {
        return type.isArray() || type.isPrimitive() ? Stream.empty() : Stream.of(of(Kind.TYPE, type.getName()));
    }

    private static AskedName resource(Class<?> type, String name) {
        String folder = type.getPackageName().replace('.', '/') + "/";
        return of(Kind.RESOURCE, name.startsWith("/") ? name.substring(1) : folder + name);
    }

    private static AskedName of(Kind kind, Executable member) {
        String name = member instanceof Constructor ? "<init>" : member.getName();
        return member(kind, member.getDeclaringClass(), name, member.getParameterTypes());
    }

    private static AskedName member(Kind kind, Class<?> type, String name, Class<?>[] parameters) {
        List<String> types = Arrays.stream(parameters).map(Class::getTypeName).toList();
        return new AskedName(kind, type.getName(), name + types);
    }

    private static AskedName of(Kind kind, String name) {
        return new AskedName(kind, name, "");
    }

    /// Whether it is there, and not Java's own, which native-image knows.
    boolean isOurs() {
        String file = switch (kind) {
            case RESOURCE -> name;
            case SERVICE -> "META-INF/services/" + name;
            case TYPE, PROXY, CALL, HANDLE -> name.replace('.', '/') + ".class";
        };
        var found = ClassLoader.getSystemResource(file);
        return found != null && !found.getProtocol().equals("jrt");
    }
}
