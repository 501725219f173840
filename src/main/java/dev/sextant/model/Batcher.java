package dev.sextant.model;

import ai.onnxruntime.OrtException;
import dev.sextant.Fault;
import dev.sextant.vectors.Matrix;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/// Runs texts through models, in batches that concurrent calls share. As many batches run at a time as the runtime is
/// meant to; a lane that is free takes at once what waits, so nobody waits for company. Where nobody waits and a lane
/// is free, the calling thread runs a batch itself, which saves waking two threads.
@Singleton
final class Batcher {
    private final BatchSizes sizes;
    private final int lanes;
    private final BatchMeters meters;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Condition room = lock.newCondition();
    private final BatchQueue queue = new BatchQueue();
    private final Admission admission;
    private int started;
    private int running;
    private boolean isClosed;

    @Inject
    Batcher(BatchConfig config, Calibrations calibrations, OnnxRuntime runtime, MeterRegistry metrics) {
        sizes = new BatchSizes(config, calibrations, runtime);
        lanes = runtime.lanes();
        admission = new Admission(config.maxQueuedTokens());
        meters = new BatchMeters(metrics, this::queuedTokens);
        DeviceMeters.register(runtime, metrics);
    }

    /// What a call cost.
    ///
    /// @param vectors `[texts × dimensions]`, in the order of the texts
    /// @param queueNanos time in which none of its texts was in the model
    /// @param inferNanos time in which some were
    record Run(Matrix vectors, long queueNanos, long inferNanos) {}

    /// @param texts in any order
    /// @throws Fault.Overloaded if too much is queued for whoever waits
    Run run(LoadedModel model, List<Tokens> texts, boolean normalize, Patience patience) {
        return run(new BatchKind(model, normalize, sizes.of(model.fingerprint())), texts, patience);
    }

    /// Runs batches of so many texts, whatever is configured or known, as far as memory allows.
    Run runInBatchesOf(int rows, LoadedModel model, List<Tokens> texts) {
        return run(new BatchKind(model, true, sizes.ofRows(rows)), texts, Patience.ENDLESS);
    }

    /// Refuses early, before anything is done for the call, where it would be refused anyway.
    ///
    /// @throws Fault.Overloaded if too much is queued for whoever waits
    void refuseIfFull(Patience patience) {
        locked(() -> {
            if (admission.isFull() && !patience.isAdmitted()) {
                meters.refused();
                throw admission.overloaded(admission.tokens());
            }
        });
    }

    /// How large its batches may be.
    BatchSizes sizes() {
        return sizes;
    }

    private Run run(BatchKind kind, List<Tokens> texts, Patience patience) {
        QueuedCall call = new QueuedCall(kind, texts, patience);
        if (texts.isEmpty()) {
            return call.nothing();
        }
        try {
            runHere(enqueue(call));
        } catch (Fault refused) {
            call.fail(refused);
        }
        return call.await();
    }

    /// @return what the calling thread is to run; nothing where the lanes do it all
    private List<QueuedText> enqueue(QueuedCall call) {
        lock.lock();
        try {
            enter(call);
            boolean isAlone = queue.isEmpty();
            queue.add(call);
            List<QueuedText> own = isAlone ? take() : List.of();
            if (!queue.isEmpty()) {
                startLanes();
                work.signalAll();
            }
            return own;
        } finally {
            lock.unlock();
        }
    }

    private void runHere(List<QueuedText> batch) {
        if (!batch.isEmpty()) {
            runOne(batch);
            locked(work::signal);
        }
    }

    private void enter(QueuedCall call) {
        Patience patience = call.patience();
        if (patience.isAdmitted()) {
            while (admission.isFull() && !isClosed) {
                room.awaitUninterruptibly();
            }
        } else {
            try {
                admission.check(
                        call.tokens(), call.tokens() <= call.kind().limits().tokens());
            } catch (Fault.Overloaded overloaded) {
                meters.refused();
                throw overloaded;
            }
            patience.admit();
        }
        if (isClosed) {
            throw closed();
        }
        admission.enter(call.tokens());
    }

    /// Nobody who only compares vectors needs them.
    private void startLanes() {
        for (; started < lanes; started++) {
            Thread.ofPlatform().name("sextant-lane-" + started).daemon().start(this::lane);
        }
    }

    /// A lane that dies, for lack of memory even to tell of it, is started again by the next call.
    private void lane() {
        try {
            for (List<QueuedText> batch = next(); !batch.isEmpty(); batch = next()) {
                runOne(batch);
            }
        } finally {
            locked(() -> started--);
        }
    }

    private void runOne(List<QueuedText> batch) {
        try {
            run(batch);
        } finally {
            locked(() -> running--);
        }
    }

    /// @return nothing when the lane is to end
    private List<QueuedText> next() {
        lock.lock();
        try {
            while (!isClosed) {
                List<QueuedText> batch = take();
                if (!batch.isEmpty()) {
                    return batch;
                }
                work.awaitUninterruptibly();
            }
            return List.of();
        } finally {
            lock.unlock();
        }
    }

    /// @return what is to run now; nothing where nothing waits, or as much runs as may
    private List<QueuedText> take() {
        queue.dropGone().forEach(call -> end(call, new Fault.Unavailable("the caller has hung up", null)));
        List<QueuedText> batch = running < lanes ? queue.next(lanes - running) : List.of();
        if (!batch.isEmpty()) {
            running++;
            calls(batch).keySet().forEach(QueuedCall::start);
        }
        return batch;
    }

    private void run(List<QueuedText> batch) {
        BatchKind kind = batch.getFirst().call().kind();
        List<Tokens> rows = batch.stream().map(QueuedText::tokens).toList();
        long started = System.nanoTime();
        try {
            Matrix vectors = kind.model().onnx().run(rows, kind.normalize());
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).call().put(batch.get(i).position(), vectors.row(i));
            }
            meters.ran(rows);
            finish(batch, System.nanoTime() - started);
        } catch (OrtException | RuntimeException | Error e) {
            // Whatever it is, somebody waits for it, and the lane goes on.
            fail(batch, e);
        }
    }

    private void finish(List<QueuedText> batch, long nanos) {
        locked(() -> {
            admission.ran(batch.stream().mapToLong(QueuedText::length).sum(), nanos, lanes);
            calls(batch).forEach((call, texts) -> {
                if (call.finish(texts.size())) {
                    leave(call);
                }
            });
        });
    }

    /// Of a batch of several calls each part is tried alone: one call's text may be the reason, and the others have
    /// nothing to do with it.
    private void fail(List<QueuedText> batch, Throwable failure) {
        Map<QueuedCall, List<QueuedText>> calls = calls(batch);
        if (calls.size() > 1) {
            calls.values().forEach(this::run);
            return;
        }
        String detail = "the model failed on a batch of %d texts".formatted(batch.size());
        locked(() -> calls.keySet().forEach(call -> end(call, new Fault.Unavailable(detail, failure))));
    }

    private void end(QueuedCall call, Fault why) {
        queue.drop(call);
        if (call.fail(why)) {
            leave(call);
        }
    }

    private void leave(QueuedCall call) {
        admission.leave(call.tokens());
        room.signalAll();
    }

    private static Map<QueuedCall, List<QueuedText>> calls(List<QueuedText> batch) {
        return batch.stream().collect(Collectors.groupingBy(QueuedText::call, LinkedHashMap::new, Collectors.toList()));
    }

    private long queuedTokens() {
        lock.lock();
        try {
            return admission.tokens();
        } finally {
            lock.unlock();
        }
    }

    private void locked(Runnable action) {
        lock.lock();
        try {
            action.run();
        } finally {
            lock.unlock();
        }
    }

    private static Fault closed() {
        return new Fault.Unavailable("the server is shutting down", null);
    }

    /// What runs is finished, what waits is given up.
    @PreDestroy
    void close() {
        locked(() -> {
            isClosed = true;
            queue.dropAll().forEach(call -> end(call, closed()));
            work.signalAll();
            room.signalAll();
        });
    }
}
