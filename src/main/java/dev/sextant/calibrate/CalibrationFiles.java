package dev.sextant.calibrate;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.sextant.Fault;
import dev.sextant.model.Calibration;
import dev.sextant.model.Calibrations;
import dev.sextant.wire.DataConfig;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/// Calibrations on disk, a small file for each model and device. A file that cannot be read is logged, and as good as
/// none. Thread-safe.
@Singleton
public final class CalibrationFiles implements Calibrations {
    private static final Logger LOG = Logger.getLogger(CalibrationFiles.class);
    private static final String ENDING = ".json";
    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private final Path folder;
    private final Map<String, Optional<Calibration>> known = new ConcurrentHashMap<>();

    @Inject
    public CalibrationFiles(DataConfig config) {
        this(config.dataDir());
    }

    /// @param dataDirectory need not be there yet
    CalibrationFiles(Path dataDirectory) {
        this.folder = dataDirectory.resolve("calibrations");
    }

    @Override
    public Optional<Calibration> of(String fingerprint, String device) {
        return known.computeIfAbsent(
                name(fingerprint, device),
                name -> read(folder.resolve(name))
                        .filter(read -> read.fingerprint().equals(fingerprint)));
    }

    private static String name(String fingerprint, String device) {
        return "%s-%s%s".formatted(fingerprint, device, ENDING);
    }

    @Override
    public Optional<Calibration> last() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ENDING))
                    .map(CalibrationFiles::read)
                    .flatMap(Optional::stream)
                    .max(Comparator.comparing(Calibration::createdAt));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            LOG.warnf("Calibrations cannot be read from %s: %s", folder, e.getMessage());
            return Optional.empty();
        }
    }

    private static Optional<Calibration> read(Path file) {
        try {
            return Optional.ofNullable(JSON.readValue(Files.readAllBytes(file), Calibration.class));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            LOG.warnf("%s is no calibration: %s", file, e.getMessage());
            return Optional.empty();
        }
    }

    /// Sees to it that a calibration can be kept, before anybody spends time on one.
    ///
    /// @throws Fault.Unavailable if it cannot
    void prepare() {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /// Keeps a calibration in place of the one before, at one stroke.
    ///
    /// @throws Fault.Unavailable if it cannot be written
    void keep(Calibration calibration) {
        String name = name(calibration.fingerprint(), calibration.device());
        Path written = folder.resolve(name + ".tmp");
        try {
            Files.write(written, JSON.writeValueAsBytes(calibration));
            Files.move(
                    written, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw unwritable(e);
        }
        known.put(name, Optional.of(calibration));
    }

    private Fault unwritable(IOException e) {
        return new Fault.Unavailable(
                "%s cannot be written (%s: %s); set sextant.data-dir to a folder that can"
                        .formatted(folder, e.getClass().getSimpleName(), e.getMessage()),
                e);
    }
}
