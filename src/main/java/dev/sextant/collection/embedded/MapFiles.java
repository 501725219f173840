package dev.sextant.collection.embedded;

import dev.sextant.collection.KeptMap;
import dev.sextant.collection.MapBytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The maps of one generation's rows: a file for each number of components, `map-GENERATION-COMPONENTS`.
final class MapFiles {
    private static final Logger LOG = Logger.getLogger(MapFiles.class.getName());
    private static final Pattern ONLY_ONE = Pattern.compile("map-[0-9]+");

    private final Map<Integer, MapFile> files;

    private MapFiles(Map<Integer, MapFile> files) {
        this.files = files;
    }

    static MapFiles of(Path directory, int generation) {
        return new MapFiles(KeptMap.COMPONENTS.stream()
                .collect(Collectors.toUnmodifiableMap(
                        components -> components,
                        components -> new MapFile(
                                directory.resolve(named("map-%d".formatted(generation), components)), components))));
    }

    private static String named(String map, int components) {
        return "%s-%d".formatted(map, components);
    }

    /// Renames maps from the time when there was one a generation, and its name did not say of how many components.
    static void adopt(Path directory) throws IOException {
        for (Path file : Housekeeping.list(directory)) {
            String name = file.getFileName().toString();
            if (ONLY_ONE.matcher(name).matches()) {
                Files.move(
                        file,
                        file.resolveSibling(named(name, components(file))),
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /// Of one that is damaged it does not matter, as long as it is named when it is asked for.
    private static int components(Path file) {
        try {
            return MapBytes.read(Files.readAllBytes(file)).components();
        } catch (IOException e) {
            LOG.log(Level.WARNING, e, () -> file + " is damaged");
            return KeptMap.COMPONENTS.getFirst();
        }
    }

    /// @param components one of [KeptMap#COMPONENTS]
    MapFile with(int components) {
        return Objects.requireNonNull(files.get(components), () -> "no map has %d components".formatted(components));
    }

    void drop() {
        files.values().forEach(MapFile::drop);
    }
}
