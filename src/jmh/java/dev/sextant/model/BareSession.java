package dev.sextant.model;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.sextant.bench.Lanes;
import dev.sextant.bench.Reading;
import dev.sextant.bench.TextFile;
import dev.sextant.vectors.OnnxEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToLongFunction;

/// The most that ONNX Runtime makes of a model's file: the tokens of texts through a session, without tokenising,
/// without pooling, and without taking anything out of native memory.
///
/// `BareSession MODEL rate FILE...` tries batches of several sizes, sorted by length, with one core a batch and with
/// all cores in one, and prints the best. `BareSession MODEL single FILE...` runs each text by itself and prints the
/// median time, in a session of one thread, as Sextant's own are, and in one of all cores.
public final class BareSession {
    /// Most tokens of a batch, padding included.
    private static final int[] BUDGETS = {256, 512, 1024};

    private static final double SECONDS = 1.5;

    /// Multiplications and additions in the linear layers for one token of all-MiniLM-L6-v2: six layers, each with four
    /// matrices of d × d and two of d × 4d.
    private static final double FLOPS_PER_TOKEN = 2.0 * 6 * 12 * 384 * 384;

    private final int cores = Runtime.getRuntime().availableProcessors();
    private final ModelFiles files;
    private final ModelSpec spec;
    private final Tokenizer tokenizer;

    private BareSession(String id) throws IOException {
        files = java.util.Objects.requireNonNull(BuiltInModels.all().get(id), id);
        spec = FolderReader.read(id, files);
        tokenizer = Tokenizer.load(files, spec.window(), spec.lowerCase());
    }

    /// @param args id of a built-in model, `rate` or `single`, files
    public static void main(String[] args) throws Exception {
        BareSession bare = new BareSession(args[0]);
        for (String file : List.of(args).subList(2, args.length)) {
            String name = TextFile.nameOf(Path.of(file));
            List<Tokens> texts = bare.tokenizer.encode(Files.readAllLines(Path.of(file)));
            switch (args[1]) {
                case "rate" -> bare.printRate(name, texts);
                default -> bare.printSingle(name, texts);
            }
        }
        System.exit(0);
    }

    private void printRate(String name, List<Tokens> texts) throws Exception {
        double best = 0;
        double computedPerToken = 1;
        try (OrtSession narrow = open(1);
                OrtSession wide = open(cores)) {
            for (int budget : BUDGETS) {
                List<Batch> batches = batches(texts, budget);
                double rate = Math.max(rate(narrow, cores, batches), rate(wide, 1, batches));
                if (rate > best) {
                    best = rate;
                    computedPerToken =
                            (double) sum(batches, batch -> batch.computed) / sum(batches, batch -> batch.tokens);
                }
                batches.forEach(Batch::close);
            }
        }
        Reading.print(name, "tokens/s", best);
        Reading.print(name, "GFLOP/s", best * computedPerToken * FLOPS_PER_TOKEN / 1e9);
    }

    private static long sum(List<Batch> batches, ToLongFunction<Batch> figure) {
        return batches.stream().mapToLong(figure).sum();
    }

    /// Runs batches over and over on so many threads.
    ///
    /// @return tokens a second, padding left out
    private static double rate(OrtSession session, int lanes, List<Batch> batches) throws Exception {
        AtomicInteger next = new AtomicInteger();
        Callable<Double> lane = () -> {
            Batch batch = batches.get(next.getAndIncrement() % batches.size());
            batch.run(session);
            return (double) batch.tokens;
        };
        return Lanes.rate(SECONDS, Collections.nCopies(lanes, lane));
    }

    private void printSingle(String name, List<Tokens> texts) throws Exception {
        try (OrtSession narrow = open(1);
                OrtSession wide = open(cores)) {
            Reading.print(name, "ms with one thread", medianMillis(narrow, texts));
            Reading.print(name, "ms with all cores", medianMillis(wide, texts));
        }
    }

    private OrtSession open(int threads) throws IOException, OrtException {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(threads);
            options.setMemoryPatternOptimization(false);
            return OnnxEnvironment.get().createSession(files.read(spec.graphFile(), 0), options);
        }
    }

    private List<Batch> batches(List<Tokens> texts, int budget) throws OrtException {
        List<Tokens> sorted = texts.stream()
                .sorted(Comparator.comparingInt(Tokens::count).reversed())
                .toList();
        List<Batch> batches = new ArrayList<>();
        for (int start = 0, end; start < sorted.size(); start = end) {
            int rows = Math.max(1, budget / sorted.get(start).count());
            end = Math.min(sorted.size(), start + rows);
            batches.add(new Batch(sorted.subList(start, end)));
        }
        // A run that ends before all batches had their turn has still seen every length.
        Collections.shuffle(batches, new java.util.Random(1));
        return batches;
    }

    private double medianMillis(OrtSession session, List<Tokens> texts) throws OrtException {
        double[] millis = new double[texts.size()];
        for (int pass = 0; pass < 2; pass++) {
            for (int i = 0; i < millis.length; i++) {
                try (Batch batch = new Batch(List.of(texts.get(i)))) {
                    long started = System.nanoTime();
                    batch.run(session);
                    millis[i] = (System.nanoTime() - started) / 1e6;
                }
            }
        }
        Arrays.sort(millis);
        return millis[millis.length / 2];
    }

    /// Texts laid out for the session, once.
    private final class Batch implements AutoCloseable {
        private final Map<String, OnnxTensor> feed = new HashMap<>();
        private final long tokens;
        private final long computed;

        Batch(List<Tokens> rows) throws OrtException {
            int width = rows.stream().mapToInt(Tokens::count).max().orElseThrow();
            BatchBuffers buffers = new BatchBuffers();
            long[] shape = {rows.size(), width};
            var environment = OnnxEnvironment.get();
            feed.put(
                    "input_ids",
                    OnnxTensor.createTensor(environment, buffers.ids(rows, width, spec.padTokenId()), shape));
            feed.put("attention_mask", OnnxTensor.createTensor(environment, buffers.mask(rows, width), shape));
            feed.put("token_type_ids", OnnxTensor.createTensor(environment, buffers.typeIds(rows, width), shape));
            tokens = rows.stream().mapToLong(Tokens::count).sum();
            computed = (long) rows.size() * width;
        }

        void run(OrtSession session) throws OrtException {
            session.run(feed, Set.of("last_hidden_state")).close();
        }

        @Override
        public void close() {
            feed.values().forEach(OnnxTensor::close);
        }
    }
}
