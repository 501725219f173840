package dev.sextant.job;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sextant.Fault;
import dev.sextant.trace.RequestTrace;
import dev.sextant.wire.DataConfig;
import dev.sextant.wire.Limits;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// All jobs: those of this process, and what is left on disk of those before it. A few run at once, and one at a time
/// for each collection.
@Singleton
public final class Jobs {
    private static final int THREADS = 2;
    private static final long FAREWELL_SECONDS = 20;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

    private final JobFiles files;
    private final int most;
    private final Clock clock = Clock.systemUTC();
    private final Map<String, RunningJob> ours = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<Void>> lastOf = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(
            THREADS, Thread.ofPlatform().name("job-", 0).daemon().factory());

    @Inject
    Jobs(DataConfig config, ObjectMapper json, Limits limits) {
        this(config.dataDir().resolve("jobs"), json, limits.jobs());
    }

    /// @param most how many may wait or run
    Jobs(Path folder, ObjectMapper json, int most) {
        this.most = most;
        this.files = new JobFiles(folder, json);
    }

    /// Queues work behind the other jobs of its collection.
    ///
    /// @param kind what is done, such as `reembed`
    /// @throws Fault.Overloaded if too many wait
    public synchronized Job start(String kind, String collection, Work work) {
        requireRoom();
        files.prune();
        String id = UUID.randomUUID().toString();
        Job job = Job.queued(id, kind, collection, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        RunningJob running = new RunningJob(job, work, files::write);
        ours.put(id, running);
        Runnable run = RequestTrace.carried(() -> run(running));
        lastOf.compute(
                collection,
                (name, last) -> last == null || last.isDone()
                        ? CompletableFuture.runAsync(run, threads)
                        : last.handleAsync(
                                (done, failed) -> {
                                    run.run();
                                    return null;
                                },
                                threads));
        return job;
    }

    private void requireRoom() {
        long waiting = ours.values().stream()
                .filter(running -> !running.job().state().isFinal())
                .count();
        if (waiting >= most) {
            throw new Fault.Overloaded(
                    "%d jobs wait or run, of at most %d; try again when some are done, or set sextant.limits.jobs"
                            .formatted(waiting, most),
                    RETRY_AFTER,
                    (long) most,
                    waiting + 1);
        }
    }

    private void run(RunningJob running) {
        if (!running.job().state().isFinal()) {
            running.run();
        }
        // What has ended is known from its file, unless that could not be written.
        if (running.job().state().isFinal() && files.has(running.job())) {
            ours.remove(running.job().id());
        }
    }

    public Optional<Job> find(String id) {
        return Optional.ofNullable(ours.get(id)).map(RunningJob::job).or(() -> files.find(id));
    }

    /// All jobs, the newest first.
    public List<Job> all() {
        Map<String, Job> jobs = new LinkedHashMap<>();
        Stream.concat(files.read().stream(), ours.values().stream().map(RunningJob::job))
                .forEach(job -> jobs.put(job.id(), job));
        return jobs.values().stream()
                .sorted(Comparator.comparing(Job::createdAt).reversed())
                .toList();
    }

    /// Asks a job to stop, which it does at its next step; one that has ended stays as it is.
    ///
    /// @return the job as it is then
    public Optional<Job> cancel(String id) {
        Optional.ofNullable(ours.get(id)).ifPresent(running -> running.stop(Job.State.CANCELLED));
        return find(id);
    }

    /// Waits until a job is another than it was, or for so long.
    Optional<Job> await(Job seen, long millis) throws InterruptedException {
        RunningJob running = ours.get(seen.id());
        return running == null ? find(seen.id()) : Optional.of(running.await(seen, millis));
    }

    /// Lets jobs end at a step before what they work on is closed.
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        close();
    }

    void close() throws InterruptedException {
        ours.values().forEach(running -> running.stop(Job.State.INTERRUPTED));
        threads.shutdown();
        if (!threads.awaitTermination(FAREWELL_SECONDS, TimeUnit.SECONDS)) {
            threads.shutdownNow();
        }
    }
}
