import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ConstantPoolSharingOption;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.constantpool.ConstantPoolBuilder;
import java.lang.classfile.instruction.ConstantInstruction.LoadConstantInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// Puts what Quarkus generates into one order, so that two builds of the same sources give the same bytes:
///
///     java OneOrder.java target/quarkus-app/quarkus
///
/// Three things come as threads, hashes of identity and folders happen to be. Objects that one step of the build hands to
/// another are numbered while the steps run side by side; classes of settings are listed from a hash set; classes of the
/// program and of libraries that are changed are sorted by whole paths of where they come from. None of these orders
/// means anything to the program. Quarkus 3.35 numbers within each class; ADR 39 says when this file can go.
final class OneOrder {

    /// The name of an object that recorded steps pass on; each occurs in several classes.
    private static final Pattern KEY = Pattern.compile("proxykey\\d+");

    private static final String SETTINGS = "io/quarkus/runtime/generated/";
    private static final String SHARED = SETTINGS + "SharedConfig.class";
    private static final List<String> CUSTOMIZERS = List.of(
            SETTINGS + "RunTimeConfigCustomizer.class", SETTINGS + "StaticInitConfigCustomizer.class");

    /// A field of the shared class that holds a class of settings; its number is its place in the list.
    private static final String FIELD = "configClass$";

    /// What the index of all jars begins with: a number that tells its kind, and its version 2.
    private static final long INDEX = 0x0A07CA3E_00000002L;

    private OneOrder() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        rewrite(folder.resolve("generated-bytecode.jar"), entries -> {
            numberKeys(entries);
            orderSettings(entries);
        });
        rewrite(folder.resolve("transformed-bytecode.jar"), entries -> {});
        sortIndex(folder.resolve("quarkus-application.dat"));
    }

    /// Writes a jar with its entries sorted by name, after a change to them.
    private static void rewrite(Path jar, Change change) throws IOException {
        SortedMap<String, byte[]> entries = new TreeMap<>();
        LocalDateTime time;
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            time = zip.entries().nextElement().getTimeLocal();
            for (ZipEntry entry : zip.stream().toList()) {
                entries.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        }

        change.to(entries);

        Path written = Path.of(jar + ".new");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(written))) {
            for (Map.Entry<String, byte[]> each : entries.entrySet()) {
                ZipEntry entry = new ZipEntry(each.getKey());
                entry.setTimeLocal(time);
                zip.putNextEntry(entry);
                zip.write(each.getValue());
            }
        }
        Files.move(written, jar, StandardCopyOption.REPLACE_EXISTING);
    }

    private interface Change {
        void to(SortedMap<String, byte[]> entries) throws IOException;
    }

    /// Sorts the names of all files and folders that lie at the top or in META-INF of some jar, which come jar by jar in
    /// the order of their entries. The program reads them into a set (`AotSerializedApplication` in Quarkus).
    private static void sortIndex(Path index) throws IOException {
        DataInputStream from = new DataInputStream(new ByteArrayInputStream(Files.readAllBytes(index)));
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        DataOutputStream to = new DataOutputStream(written);
        long kind = from.readLong();
        require(kind == INDEX, index + " has another format");
        to.writeLong(kind);
        to.writeUTF(from.readUTF()); // main class
        writeTexts(readTexts(from), to); // the folders whose contents are listed
        List<String> names = readTexts(from);
        Collections.sort(names);
        writeTexts(names, to);
        from.transferTo(to);
        Files.write(index, written.toByteArray());
    }

    private static List<String> readTexts(DataInputStream from) throws IOException {
        int count = from.readInt();
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            texts.add(from.readUTF());
        }
        return texts;
    }

    private static void writeTexts(List<String> texts, DataOutputStream to) throws IOException {
        to.writeInt(texts.size());
        for (String text : texts) {
            to.writeUTF(text);
        }
    }

    /// Numbers the objects anew, in the order in which classes, sorted by name, speak of them.
    private static void numberKeys(SortedMap<String, byte[]> entries) throws IOException {
        Map<String, String> numbered = new HashMap<>();
        UnaryOperator<String> renamed = text -> KEY.matcher(text).matches()
                ? numbered.computeIfAbsent(text, key -> "proxykey" + (numbered.size() + 1))
                : text;
        for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
            if (entry.getKey().endsWith(".class")) {
                entry.setValue(withTexts(entry.getValue(), renamed));
            }
        }
        require(!numbered.isEmpty(), "recorded steps have no objects named proxykey and a number");
    }

    /// Lists the classes of settings by their names, and in the order of that list whoever speaks of them.
    private static void orderSettings(Map<String, byte[]> entries) {
        require(entries.containsKey(SHARED), SHARED + " is not there");
        Map<String, String> fields = new HashMap<>();
        entries.computeIfPresent(SHARED, (name, bytes) -> rewritten(bytes, code -> sorted(code, fields)));
        require(!fields.isEmpty(), SHARED + " has no fields " + FIELD);
        for (String customizer : CUSTOMIZERS) {
            entries.computeIfPresent(
                    customizer, (name, bytes) -> rewritten(bytes, code -> handedOn(renamed(code, fields))));
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(
                    otherwise + ". Another version of Quarkus? See docs/adr/0039-same-bytes.md for what this is.");
        }
    }

    /// A class whose texts are others: its constant pool is written anew, and nothing else changes, since code speaks
    /// of constants by their places (Java Virtual Machine Specification, 4.4).
    private static byte[] withTexts(byte[] bytes, UnaryOperator<String> renamed) throws IOException {
        DataInputStream from = new DataInputStream(new ByteArrayInputStream(bytes));
        ByteArrayOutputStream written = new ByteArrayOutputStream(bytes.length);
        DataOutputStream to = new DataOutputStream(written);
        to.write(from.readNBytes(8));
        int count = from.readUnsignedShort();
        to.writeShort(count);
        for (int place = 1; place < count; place++) {
            int tag = from.readUnsignedByte();
            to.writeByte(tag);
            switch (tag) {
                case 1 -> to.writeUTF(renamed.apply(from.readUTF()));
                case 7, 8, 16, 19, 20 -> to.write(from.readNBytes(2));
                case 15 -> to.write(from.readNBytes(3));
                case 3, 4, 9, 10, 11, 12, 17, 18 -> to.write(from.readNBytes(4));
                case 5, 6 -> {
                    to.write(from.readNBytes(8));
                    place++; // these take two places
                }
                default -> throw new IOException("a constant with the unknown tag " + tag);
            }
        }
        from.transferTo(to);
        return written.toByteArray();
    }

    /// A class with other code in its methods, and with a constant pool in the order in which that code needs it.
    private static byte[] rewritten(byte[] bytes, UnaryOperator<List<CodeElement>> change) {
        ClassFile files = ClassFile.of(ConstantPoolSharingOption.NEW_POOL);
        ClassModel model = files.parse(bytes);
        return files.transformClass(model, (builder, element) -> {
            if (element instanceof MethodModel method) {
                builder.transformMethod(method, (body, part) -> {
                    if (part instanceof CodeModel code) {
                        body.withCode(to -> write(change.apply(code.elementList()), to));
                    } else {
                        body.with(part);
                    }
                });
            } else {
                builder.with(element);
            }
        });
    }

    private static void write(List<CodeElement> code, CodeBuilder to) {
        for (CodeElement element : code) {
            if (element instanceof LoadConstantInstruction load) {
                to.ldc(load.constantEntry()); // as short as its place allows, whatever it was
            } else {
                to.with(element);
            }
        }
    }

    /// The code that fills the fields, sorted by the name and the prefix of each class, and what the fields are called
    /// by their new places. A group of instructions loads both, fills a field, and loads the classes that belong to it.
    private static List<CodeElement> sorted(List<CodeElement> code, Map<String, String> fields) {
        List<CodeElement> before = new ArrayList<>();
        List<List<CodeElement>> groups = new ArrayList<>();
        List<CodeElement> statement = new ArrayList<>();
        for (CodeElement element : code) {
            statement.add(element);
            if (element instanceof FieldInstruction field && field.opcode() == Opcode.PUTSTATIC) {
                if (field.name().stringValue().startsWith(FIELD)) {
                    groups.add(statement);
                } else if (groups.isEmpty()) {
                    before.addAll(statement);
                } else {
                    continue;
                }
                statement = new ArrayList<>();
            } else if (element instanceof InvokeInstruction call && call.name().equalsString("ensureLoaded")) {
                groups.getLast().addAll(statement);
                statement = new ArrayList<>();
            }
        }
        groups.sort(Comparator.comparing(OneOrder::loaded));
        List<CodeElement> ordered = new ArrayList<>(before);
        for (List<CodeElement> group : groups) {
            fields.put(filled(group), FIELD + fields.size());
            ordered.addAll(group);
        }
        ordered.addAll(statement);
        return renamed(ordered, fields);
    }

    private static String loaded(List<CodeElement> group) {
        return group.stream()
                .filter(LoadConstantInstruction.class::isInstance)
                .map(load -> ((LoadConstantInstruction) load).constantValue().toString())
                .collect(Collectors.joining(" "));
    }

    private static String filled(List<CodeElement> group) {
        return group.stream()
                .filter(FieldInstruction.class::isInstance)
                .map(field -> ((FieldInstruction) field).name().stringValue())
                .findFirst()
                .orElseThrow();
    }

    private static List<CodeElement> renamed(List<CodeElement> code, Map<String, String> fields) {
        ConstantPoolBuilder names = ConstantPoolBuilder.of();
        return code.stream()
                .map(element -> element instanceof FieldInstruction field
                                && fields.containsKey(field.name().stringValue())
                        ? FieldInstruction.of(
                                field.opcode(),
                                field.owner(),
                                names.utf8Entry(fields.get(field.name().stringValue())),
                                field.type())
                        : element)
                .toList();
    }

    /// Code that hands the classes to a builder, each in the same way, one after another: in the order of their list.
    private static List<CodeElement> handedOn(List<CodeElement> code) {
        List<Integer> places = new ArrayList<>();
        int read = 0;
        for (int place = 0; place < code.size(); place++) {
            if (code.get(place) instanceof FieldInstruction field
                    && field.name().stringValue().startsWith(FIELD)) {
                read = place;
            } else if (code.get(place) instanceof InvokeInstruction call
                    && call.name().equalsString("withMapping")) {
                places.add(read);
            }
        }
        List<CodeElement> sorted = places.stream()
                .map(code::get)
                .sorted(Comparator.comparingInt(OneOrder::number))
                .toList();
        List<CodeElement> ordered = new ArrayList<>(code);
        for (int i = 0; i < places.size(); i++) {
            ordered.set(places.get(i), sorted.get(i));
        }
        return ordered;
    }

    private static int number(CodeElement read) {
        return Integer.parseInt(((FieldInstruction) read).name().stringValue().substring(FIELD.length()));
    }
}
