package dev.sextant.deploy;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassHierarchyResolver.ClassHierarchyInfo;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// Watches a JVM for names that are asked for at run time, as an agent of it: before each call that looks up a class, a
/// member, a resource or a service, or uses a member by reflection, the arguments are given to [NameLog]. What the JVM
/// does itself is not seen, nor what JDK's own classes ask for, both of which a native image has in any case.
public final class NameWatch implements ClassFileTransformer {
    private static final Map<String, Pattern> CALLS = Map.of(
            "java/lang/Class",
            Pattern.compile(
                    "forName|newInstance|getRecordComponents|get(?:Declared)?(?:Field|Method|Constructor|Classe)s?"),
            "java/lang/reflect/Constructor",
            Pattern.compile("newInstance"),
            "java/lang/reflect/Method",
            Pattern.compile("invoke"),
            "java/lang/reflect/Field",
            Pattern.compile("[gs]et(?:Boolean|Byte|Char|Short|Int|Long|Float|Double)?"),
            "java/lang/reflect/Proxy",
            Pattern.compile("newProxyInstance"),
            "java/lang/invoke/MethodHandles$Lookup",
            Pattern.compile("(?:find|unreflect)(?!Class).*"),
            "java/util/ServiceLoader",
            Pattern.compile("load.*"));

    /// Whatever class loader they are called on.
    private static final Set<String> LOADS = Set.of("loadClass", "getResource", "getResources", "getResourceAsStream");

    /// What a class extends is read and not loaded, which would come before its turn; a class that is not there is
    /// taken for an interface.
    private static final ClassFile FORMAT = ClassFile.of(
            ClassHierarchyResolverOption.of(ClassHierarchyResolver.ofResourceParsing(ClassLoader.getSystemClassLoader())
                    .orElse(missing -> ClassHierarchyInfo.ofInterface())
                    .cached()));

    private static final ClassDesc LOG = ClassDesc.of("dev.sextant.deploy.NameLog");
    private static final MethodTypeDesc NOTE =
            MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_String, ConstantDescs.CD_Object.arrayType());

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
                .anyMatch(entry -> entry instanceof MemberRefEntry member && isWatched(member));
    }

    private static boolean isWatched(MemberRefEntry member) {
        String name = member.name().stringValue();
        Pattern calls = CALLS.get(member.owner().asInternalName());
        return LOADS.contains(name) || (calls != null && calls.matcher(name).matches());
    }

    private static void watch(CodeBuilder code, CodeElement element) {
        if (element instanceof InvokeInstruction call && isWatched(call.method())) {
            note(code, call);
        }
        code.with(element);
    }

    /// Takes the arguments from the stack, gives them to [NameLog], and puts them back.
    private static void note(CodeBuilder code, InvokeInstruction call) {
        List<ClassDesc> types = new ArrayList<>(call.typeSymbol().parameterList());
        if (call.opcode() != Opcode.INVOKESTATIC) {
            types.addFirst(call.owner().asSymbol());
        }
        List<TypeKind> kinds = types.stream().map(TypeKind::from).toList();
        int[] slots = new int[kinds.size()];
        for (int i = slots.length - 1; i >= 0; i--) {
            slots[i] = code.allocateLocal(kinds.get(i));
            code.storeLocal(kinds.get(i), slots[i]);
        }
        code.loadConstant(call.name().stringValue()).loadConstant(slots.length).anewarray(ConstantDescs.CD_Object);
        for (int i = 0; i < slots.length; i++) {
            if (kinds.get(i) == TypeKind.REFERENCE) {
                code.dup().loadConstant(i).aload(slots[i]).aastore();
            }
        }
        code.invokestatic(LOG, "note", NOTE);
        for (int i = 0; i < slots.length; i++) {
            code.loadLocal(kinds.get(i), slots[i]);
        }
    }
}
