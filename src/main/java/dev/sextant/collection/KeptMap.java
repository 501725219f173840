package dev.sextant.collection;

import dev.sextant.projection.MapReport;
import dev.sextant.projection.Recipe;
import dev.sextant.projection.Themes;
import dev.sextant.vectors.Matrix;
import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A map of a collection's rows as it is kept: where each row lies, and what it takes to place more of them. Rows that
/// became empty since are in it still; readers leave them out. Immutable by convention: arrays are not copied.
///
/// Rows stand in an order that looks like chance and follows from the seed and their numbers alone, so that the start
/// of the list is a fair sample of all, also after more were placed.
public final class KeptMap {
    /// What maps there can be of a collection: one in the plane, and one in space.
    public static final List<Integer> COMPONENTS = List.of(2, 3);

    private final Origin origin;
    private final int[] rows;
    private final Matrix points;
    private final int[] themes;
    private final BitSet placed;
    private final Matrix centers;
    private final @Nullable MapAxes axes;
    private final BitSet all = new BitSet();

    private KeptMap(
            Origin origin,
            int[] rows,
            Matrix points,
            int[] themes,
            BitSet placed,
            Matrix centers,
            @Nullable MapAxes axes) {
        this.origin = origin;
        this.rows = rows;
        this.points = points;
        this.themes = themes;
        this.placed = placed;
        this.centers = centers;
        this.axes = axes;
        for (int row : rows) {
            all.set(row);
        }
    }

    /// How a map came about.
    ///
    /// @param fingerprint of the model whose vectors it is of
    /// @param recipe what was asked for
    /// @param report what was to say about it when it was made; representatives are rows of the collection
    public record Origin(String fingerprint, Instant createdAt, Recipe recipe, MapReport report) {}

    /// @param rows in any order, each once
    /// @param points `[rows × components]`
    /// @param themes of the rows, or [Themes#NOISE]
    /// @param placed those of the rows that came after the map was made
    /// @param centers mean vectors of the themes that rows belong to, by id, `[themes × dimensions]`
    /// @param axes how rows are placed, where the map is linear
    /// @throws IllegalArgumentException if there are not as many points and themes as rows
    public static KeptMap of(
            Origin origin,
            int[] rows,
            Matrix points,
            int[] themes,
            BitSet placed,
            Matrix centers,
            @Nullable MapAxes axes) {
        if (points.rows() != rows.length || themes.length != rows.length) {
            throw new IllegalArgumentException(
                    "%d rows have %d points and %d themes".formatted(rows.length, points.rows(), themes.length));
        }
        int[] order = FairOrder.of(rows, origin.recipe().seed());
        Matrix ordered = Matrix.zeros(rows.length, points.columns());
        for (int i = 0; i < order.length; i++) {
            System.arraycopy(
                    points.values(),
                    order[i] * points.columns(),
                    ordered.values(),
                    i * points.columns(),
                    points.columns());
        }
        return new KeptMap(origin, picked(rows, order), ordered, picked(themes, order), placed, centers, axes);
    }

    private static int[] picked(int[] values, int[] order) {
        return Arrays.stream(order).map(i -> values[i]).toArray();
    }

    public Origin origin() {
        return origin;
    }

    /// Whether both are one map with the same rows on it: it changes by more rows, or without those that are empty.
    public boolean isAs(KeptMap other) {
        return origin.equals(other.origin) && all.equals(other.all) && placed.equals(other.placed);
    }

    /// Dimensions of the map.
    public int components() {
        return points.columns();
    }

    /// Rows on the map, those that are empty by now included.
    public int size() {
        return rows.length;
    }

    public int row(int position) {
        return rows[position];
    }

    /// The leaf theme of the row at that position, or [Themes#NOISE].
    public int theme(int position) {
        return themes[position];
    }

    /// Where rows lie, `[size × components]`.
    public Matrix points() {
        return points;
    }

    /// Rows on the map; not to be changed.
    public BitSet rows() {
        return all;
    }

    /// Rows that came after the map was made; not to be changed.
    public BitSet placed() {
        return placed;
    }

    /// Mean vectors of the themes that rows belong to, by id, `[themes × dimensions]`.
    public Matrix centers() {
        return centers;
    }

    /// How rows are placed, where the map is linear.
    public Optional<MapAxes> axes() {
        return Optional.ofNullable(axes);
    }

    /// Positions by row; -1 for rows that are not on the map.
    int[] positions() {
        int[] positions = new int[all.length()];
        Arrays.fill(positions, -1);
        for (int i = 0; i < rows.length; i++) {
            positions[rows[i]] = i;
        }
        return positions;
    }

    /// How many of its rows are among these.
    int count(BitSet live) {
        BitSet both = (BitSet) all.clone();
        both.and(live);
        return both.cardinality();
    }

    /// The map with more rows on it, without those that are empty by now.
    ///
    /// @param more rows that are not on it
    /// @param at where they lie, `[more × components]`
    /// @param of their themes
    KeptMap with(int[] more, Matrix at, int[] of, BitSet live) {
        int[] kept =
                IntStream.range(0, rows.length).filter(i -> live.get(rows[i])).toArray();
        int components = points.columns();
        int[] allRows = IntStream.concat(Arrays.stream(picked(rows, kept)), Arrays.stream(more))
                .toArray();
        int[] allThemes = IntStream.concat(Arrays.stream(picked(themes, kept)), Arrays.stream(of))
                .toArray();
        Matrix allPoints = Matrix.zeros(allRows.length, components);
        for (int i = 0; i < kept.length; i++) {
            System.arraycopy(points.values(), kept[i] * components, allPoints.values(), i * components, components);
        }
        System.arraycopy(at.values(), 0, allPoints.values(), kept.length * components, at.values().length);
        BitSet allPlaced = (BitSet) placed.clone();
        allPlaced.and(live);
        Arrays.stream(more).forEach(allPlaced::set);
        return of(origin, allRows, allPoints, allThemes, allPlaced, centers, axes);
    }

    /// The map after rows got other numbers.
    ///
    /// @param number the new number of a row, or -1 where it is empty
    public KeptMap renumbered(IntUnaryOperator number) {
        int[] kept = IntStream.range(0, rows.length)
                .filter(i -> number.applyAsInt(rows[i]) >= 0)
                .toArray();
        Matrix at = Matrix.zeros(kept.length, points.columns());
        for (int i = 0; i < kept.length; i++) {
            at.setRow(i, points.row(kept[i]));
        }
        int[] numbers = Arrays.stream(picked(rows, kept)).map(number).toArray();
        BitSet renumberedPlaced = new BitSet();
        placed.stream().map(number).filter(row -> row >= 0).forEach(renumberedPlaced::set);
        return of(
                new Origin(
                        origin.fingerprint,
                        origin.createdAt,
                        origin.recipe,
                        ThemeRows.renumbered(origin.report, number)),
                numbers,
                at,
                picked(themes, kept),
                renumberedPlaced,
                centers,
                axes);
    }

    /// What is to say about the map now that only these rows are not empty: sizes are counted anew.
    MapReport report(BitSet live) {
        int[] sizes = new int[origin.report.themes().size()];
        for (int i = 0; i < rows.length; i++) {
            for (int theme = themes[i]; theme >= 0 && live.get(rows[i]); theme = parent(theme)) {
                sizes[theme]++;
            }
        }
        return ThemeRows.counted(origin.report, sizes, live);
    }

    private int parent(int theme) {
        return Objects.requireNonNullElse(origin.report.themes().get(theme).parent(), Themes.NOISE);
    }
}
