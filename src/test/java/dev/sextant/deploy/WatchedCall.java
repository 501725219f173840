package dev.sextant.deploy;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// A call that looks up a class, a member, a resource or a service, or uses a member by reflection.
final class WatchedCall {
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

    private static final ClassDesc LOG = ClassDesc.of("dev.sextant.deploy.NameLog");
    private static final MethodTypeDesc NOTE =
            MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_String, ConstantDescs.CD_Object.arrayType());

    private WatchedCall() {}

    static boolean is(MemberRefEntry method) {
        String name = method.name().stringValue();
        Pattern calls = CALLS.get(method.owner().asInternalName());
        return LOADS.contains(name) || (calls != null && calls.matcher(name).matches());
    }

    /// Takes the arguments from the stack, gives them to [NameLog], and puts them back.
    static void note(CodeBuilder code, InvokeInstruction call) {
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
