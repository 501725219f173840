package dev.sextant.job;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/// Jobs on disk, a small file each, so that what was started is known after a restart. Nothing depends on them: a file
/// that cannot be read or written is logged and left.
final class JobFiles {
    private static final Logger LOG = Logger.getLogger(JobFiles.class);
    private static final int KEPT = 200;
    private static final String ENDING = ".json";
    private static final Pattern ID = Pattern.compile("[0-9a-f-]{36}");

    private final Path folder;
    private final ObjectMapper json;

    JobFiles(Path folder, ObjectMapper json) {
        this.folder = folder;
        this.json = json;
    }

    /// Replaces the job's file at one stroke.
    void write(Job job) {
        try {
            Files.createDirectories(folder);
            Path written = folder.resolve(job.id() + ".tmp");
            Files.write(written, json.writeValueAsBytes(job));
            Files.move(
                    written,
                    folder.resolve(job.id() + ENDING),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.warnf("Job %s cannot be written to %s: %s", job.id(), folder, e.getMessage());
        }
    }

    /// Whether the job's file says what it is.
    boolean has(Job job) {
        return read(folder.resolve(job.id() + ENDING)).filter(job::equals).isPresent();
    }

    /// One job, as [#read()] gives it. Only ids that are ours name a file.
    Optional<Job> find(String id) {
        if (!ID.matcher(id).matches()) {
            return Optional.empty();
        }
        Path file = folder.resolve(id + ENDING);
        return Files.exists(file) ? read(file).map(JobFiles::ended) : Optional.empty();
    }

    /// All jobs, the newest first; those that had not ended when they were written were interrupted since.
    List<Job> read() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ENDING))
                    .map(this::read)
                    .flatMap(Optional::stream)
                    .map(JobFiles::ended)
                    .sorted(Comparator.comparing(Job::createdAt).reversed())
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            LOG.warnf("Jobs cannot be read from %s: %s", folder, e.getMessage());
            return List.of();
        }
    }

    private static Job ended(Job job) {
        return job.state().isFinal() ? job : job.ended(Job.State.INTERRUPTED, null);
    }

    /// What calls itself otherwise than its file is not ours.
    private Optional<Job> read(Path file) {
        try {
            return Optional.ofNullable(json.readValue(file.toFile(), Job.class))
                    .filter(job -> file.getFileName().toString().equals(job.id() + ENDING));
        } catch (IOException e) {
            LOG.warnf("%s is no job: %s", file, e.getMessage());
            return Optional.empty();
        }
    }

    /// Forgets all but the newest of each kind: those that come by themselves, after every few documents, do not push
    /// out those that somebody has asked for.
    void prune() {
        Map<String, List<Job>> kinds = read().stream().collect(Collectors.groupingBy(Job::kind));
        for (Job old : kinds.values().stream()
                .flatMap(jobs -> jobs.stream().skip(KEPT))
                .toList()) {
            try {
                Files.deleteIfExists(folder.resolve(old.id() + ENDING));
            } catch (IOException e) {
                LOG.warnf("Job %s cannot be deleted: %s", old.id(), e.getMessage());
            }
        }
    }
}
