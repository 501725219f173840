package dev.sextant.deploy;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassHierarchyResolver.ClassHierarchyInfo;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// Watches a JVM for names that are asked for at run time, as an agent of it: before each [WatchedCall] its arguments
/// are given to [NameLog]. What the JVM does itself is not seen, nor what JDK's own classes ask for, both of which a
/// native image has in any case.
public final class NameWatch implements ClassFileTransformer {
    /// What a class extends is read and not loaded, which would come before its turn; a class that is not there counts
    /// as an interface.
    private static final ClassFile FORMAT = ClassFile.of(
            ClassHierarchyResolverOption.of(ClassHierarchyResolver.ofResourceParsing(ClassLoader.getSystemClassLoader())
                    .orElse(missing -> ClassHierarchyInfo.ofInterface())
                    .cached()));

    private NameWatch() {}

    public static void premain(String none, Instrumentation jvm) {
        jvm.addTransformer(new NameWatch());
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            String name,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] bytes) {
        if (loader == null
                || loader.equals(ClassLoader.getPlatformClassLoader())
                || name.startsWith("dev/sextant/deploy/")) {
            return null;
        }
        try {
            ClassModel type = FORMAT.parse(bytes);
            return asks(type)
                    ? FORMAT.transformClass(type, ClassTransform.transformingMethodBodies(NameWatch::watch))
                    : null;
        } catch (RuntimeException e) {
            System.err.println("not watched: " + name + " " + e);
            return null;
        }
    }

    private static boolean asks(ClassModel type) {
        return StreamSupport.stream(type.constantPool().spliterator(), false)
                .anyMatch(entry -> entry instanceof MemberRefEntry member && WatchedCall.is(member));
    }

    private static void watch(CodeBuilder code, CodeElement element) {
        if (element instanceof InvokeInstruction call && WatchedCall.is(call.method())) {
            WatchedCall.note(code, call);
        }
        code.with(element);
    }
}
