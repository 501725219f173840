package dev.sextant.collection;

import dev.sextant.Fault;
import dev.sextant.job.Work;
import dev.sextant.projection.MapReport;
import dev.sextant.projection.MapSpec;
import dev.sextant.projection.MeaningMap;
import dev.sextant.projection.Method;
import dev.sextant.projection.TextVectors;
import dev.sextant.vectors.Matrix;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/// Makes a map of a collection, and keeps it in place of the one with as many components. One that is cancelled or
/// fails leaves that one as it is.
///
/// A map by UMAP is turned, mirrored, scaled and shifted onto that one as far as they have rows in common, since none
/// of this changes what such a map says, and people know their way around. A map by principal components is left as it
/// is: its axes mean something, and they hardly move by themselves.
final class Mapping implements Work {
    private static final Logger LOG = Logger.getLogger(Mapping.class);

    private final StoredCollection collection;
    private final TextVectors words;
    private final MapSpec spec;
    private final InstantSource clock;
    private final Runnable afterwards;

    /// @param words vectors of words and phrases among the collection's, to name themes by
    /// @param afterwards run once the map is kept
    Mapping(StoredCollection collection, TextVectors words, MapSpec spec, InstantSource clock, Runnable afterwards) {
        this.collection = collection;
        this.words = words;
        this.spec = spec;
        this.clock = clock;
        this.afterwards = afterwards;
    }

    @Override
    public void run(Progress job) {
        JobProgress progress = new JobProgress(job);
        try {
            KeptMap map = make(progress);
            progress.stage("keeping", 0);
            collection.keepMap(map);
        } catch (OutOfMemoryError e) {
            throw new Fault.TooLarge(
                    "memory ran out while collection %s was mapped; start the process with more, as in ./sextant serve -Xmx8g"
                            .formatted(collection.spec().name()),
                    "collection",
                    Runtime.getRuntime().maxMemory(),
                    Runtime.getRuntime().maxMemory());
        }
        afterwards.run();
    }

    private KeptMap make(JobProgress progress) {
        String fingerprint = collection.fingerprint();
        RowsToMap read = RowsToMap.read(collection, progress);
        if (read.rows().length == 0) {
            throw empty(collection);
        }
        MeaningMap made = MeaningMap.make(read.vectors(), read.texts(), List.of(), spec, words, progress);
        Matrix points = made.projection().points();
        int[] themes = made.themes().assignments();
        // Representatives become rows of the collection.
        MapReport report = ThemeRows.renumbered(made.report(), at -> read.rows()[at]);
        boolean isLinear = made.projection().method() == Method.PCA;
        Optional<Bearings> bearings = isLinear
                ? Optional.empty()
                : before(points.columns()).flatMap(old -> Bearings.of(read.rows(), points, old));
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return KeptMap.of(
                new KeptMap.Origin(
                        fingerprint,
                        now,
                        spec.recipe(),
                        bearings.map(each -> each.turned(report)).orElse(report)),
                read.rows(),
                bearings.map(each -> each.turned(points)).orElse(points),
                themes,
                new BitSet(),
                ThemeCenters.of(read.vectors(), themes),
                isLinear ? MapAxes.of(read.vectors(), points) : null);
    }

    static Fault empty(StoredCollection collection) {
        String name = collection.spec().name();
        return new Fault.NotFound(
                "collection %s is empty; POST /collections/%s/documents adds documents to map".formatted(name, name));
    }

    /// A map that is damaged is as good as none.
    private Optional<KeptMap> before(int components) {
        try {
            return collection.map(components);
        } catch (Fault.Unavailable e) {
            LOG.warnf("A new map is made without the bearings of the old one: %s", e.detail());
            return Optional.empty();
        }
    }
}
