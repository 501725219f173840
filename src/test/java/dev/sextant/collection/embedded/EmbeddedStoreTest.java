package dev.sextant.collection.embedded;

import dev.sextant.collection.CollectionStore;
import dev.sextant.collection.CollectionStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedStoreTest extends CollectionStoreContract {
    @TempDir
    Path directory;

    @Override
    protected CollectionStore open() {
        return EmbeddedStore.open(directory.resolve("a dir? with # and space"), Settings.DEFAULTS);
    }
}
