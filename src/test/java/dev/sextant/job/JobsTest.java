package dev.sextant.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.sextant.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobsTest {
    @TempDir
    private Path folder;

    private final ObjectMapper json = new ObjectMapper().registerModule(new JavaTimeModule());

    @SuppressWarnings("NullAway.Init")
    private Jobs jobs;

    @BeforeEach
    void open() {
        jobs = new Jobs(folder.resolve("jobs"), json, 3);
    }

    @AfterEach
    void close() throws InterruptedException {
        jobs.close();
    }

    private Job when(String id, Predicate<Job> wanted) throws InterruptedException {
        Job job = jobs.find(id).orElseThrow();
        for (int i = 0; i < 1_000 && !wanted.test(job); i++) {
            job = jobs.await(job, 20).orElseThrow();
        }
        assertThat(job).matches(wanted);
        return job;
    }

    private Job ended(String id) throws InterruptedException {
        return when(id, job -> job.state().isFinal());
    }

    @Test
    void aJobTellsHowFarItIs() throws InterruptedException {
        CountDownLatch seen = new CountDownLatch(1);
        Job job = jobs.start("count", "books", progress -> {
            progress.stage("counting", 10);
            progress.step(4);
            seen.await();
            progress.step(10);
        });
        Job half = when(job.id(), now -> now.done() == 4);
        assertThat(half.stage()).isEqualTo("counting");
        assertThat(half.total()).isEqualTo(10);
        assertThat(half.etaSeconds()).isNotNull();
        seen.countDown();
        assertThat(ended(job.id()).state()).isEqualTo(Job.State.DONE);
        assertThat(jobs.find(job.id()).orElseThrow().done()).isEqualTo(10);
    }

    @Test
    void failuresSayWhy() throws InterruptedException {
        Job known = jobs.start("fail", "books", progress -> {
            throw new Fault.Unavailable("no paper left", null);
        });
        assertThat(Objects.requireNonNull(ended(known.id()).error()).detail()).isEqualTo("no paper left");
        Job unknown = jobs.start("fail", "books", progress -> {
            throw new IllegalStateException("secret");
        });
        assertThat(Objects.requireNonNull(ended(unknown.id()).error()).detail()).doesNotContain("secret");
        assertThat(ended(unknown.id()).state()).isEqualTo(Job.State.FAILED);
    }

    @Test
    void cancelledJobsStopAtTheirNextStep() throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        Job job = jobs.start("forever", "books", progress -> {
            started.countDown();
            for (long i = 0; ; i++) {
                progress.step(i);
                TimeUnit.MILLISECONDS.sleep(1);
            }
        });
        started.await();
        Job next = jobs.start("next", "books", progress -> {});
        assertThat(jobs.cancel(next.id()).orElseThrow().state()).isEqualTo(Job.State.CANCELLED);
        jobs.cancel(job.id());
        assertThat(ended(job.id()).state()).isEqualTo(Job.State.CANCELLED);
        assertThat(jobs.cancel("nothing")).isEmpty();
    }

    @Test
    void aCollectionHasOneAtATime() throws InterruptedException {
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch go = new CountDownLatch(1);
        Job first = jobs.start("a", "books", progress -> {
            go.await();
            order.add("first");
        });
        Job second = jobs.start("b", "books", progress -> order.add("second"));
        Job other = jobs.start("c", "films", progress -> order.add("other"));
        ended(other.id());
        assertThat(jobs.find(second.id()).orElseThrow().state()).isEqualTo(Job.State.QUEUED);
        go.countDown();
        ended(first.id());
        ended(second.id());
        assertThat(order).containsExactly("other", "first", "second");
        assertThat(jobs.all()).extracting(Job::id).containsExactlyInAnyOrder(first.id(), second.id(), other.id());
    }

    @Test
    void jobsThatAProcessLeavesBehindWereInterrupted() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        Job job = jobs.start("long", "books", progress -> {
            progress.stage("working", 3);
            started.countDown();
            end.await();
        });
        started.await();
        Jobs next = new Jobs(folder.resolve("jobs"), json, 3);
        assertThat(next.find(job.id()).orElseThrow().state()).isEqualTo(Job.State.INTERRUPTED);
        assertThat(next.find(job.id()).orElseThrow().stage()).isEqualTo("working");
        Files.writeString(folder.resolve("jobs/broken.json"), "{");
        assertThat(next.all()).hasSize(1);
        Files.writeString(
                folder.resolve("other.json"), Files.readString(folder.resolve("jobs/%s.json".formatted(job.id()))));
        assertThat(next.find("../other")).isEmpty();
        assertThat(next.find("broken")).isEmpty();
        end.countDown();
        assertThat(ended(job.id()).state()).isEqualTo(Job.State.DONE);
        next.close();
    }

    @Test
    void aFileThatIsNoJobIsPassedOver() throws Exception {
        JobFiles files = new JobFiles(folder.resolve("some"), json);
        files.write(Job.queued("good", "map", "books", Instant.EPOCH));
        String id = "00000000-0000-0000-0000-000000000001";
        for (String wrong : List.of(
                "null",
                "{}",
                "{\"id\": \"%s\", \"kind\": \"map\"}".formatted(id),
                Files.readString(folder.resolve("some/good.json")))) {
            Files.writeString(folder.resolve("some/%s.json".formatted(id)), wrong);
            assertThat(files.read()).as(wrong).extracting(Job::id).containsExactly("good");
            assertThat(files.find(id)).as(wrong).isEmpty();
        }
    }

    @Test
    void noMoreJobsWaitThanMay() throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        List<Job> waiting = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            waiting.add(jobs.start("long", "books", progress -> end.await()));
        }
        assertThatThrownBy(() -> jobs.start("long", "notes", progress -> {}))
                .isInstanceOfSatisfying(Fault.Overloaded.class, fault -> {
                    assertThat(fault).hasMessageStartingWith("3 jobs wait or run, of at most 3");
                    assertThat(fault.limit()).hasValue(3);
                    assertThat(fault.actual()).hasValue(4);
                });
        end.countDown();
        for (Job job : waiting) {
            ended(job.id());
        }
        assertThat(ended(jobs.start("long", "notes", progress -> {}).id()).state())
                .isEqualTo(Job.State.DONE);
    }

    @Test
    void closingInterruptsWhatRuns() throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        Job job = jobs.start("forever", "books", progress -> {
            started.countDown();
            for (long i = 0; ; i++) {
                progress.step(i);
                TimeUnit.MILLISECONDS.sleep(1);
            }
        });
        started.await();
        jobs.close();
        assertThat(jobs.find(job.id()).orElseThrow().state()).isEqualTo(Job.State.INTERRUPTED);
    }

    @Test
    void jobsThatComeByThemselvesDoNotPushOutThoseAskedFor() {
        JobFiles files = new JobFiles(folder.resolve("many"), json);
        Instant start = Instant.parse("2026-01-02T03:04:05Z");
        for (int i = 0; i < 203; i++) {
            Job job = Job.queued("job-" + i, i == 0 ? "map" : "place", "books", start.plusSeconds(i));
            files.write(job.ended(Job.State.DONE, null));
        }
        files.prune();
        assertThat(files.read())
                .hasSize(201)
                .extracting(Job::id)
                .contains("job-0", "job-3")
                .doesNotContain("job-2");
    }
}
