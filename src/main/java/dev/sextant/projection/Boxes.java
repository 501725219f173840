package dev.sextant.projection;

import dev.sextant.vectors.Matrix;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// A map shared out among groups of rows: every group gets a box of its own, as large as its share of the rows,
/// beside groups that are near it.
///
/// The idea: the groups are parted in two halves along the map's longest side, by where their centers lie, and the
/// side is divided between the halves; and so on within each half. No two boxes overlap, however many there are.
/// Cost: O(groups log² groups).
final class Boxes {
    private final List<int[]> groups;
    private final Matrix centers;
    private final float[][] lower;
    private final float[][] upper;

    private Boxes(List<int[]> groups, Matrix centers) {
        this.groups = groups;
        this.centers = centers;
        this.lower = new float[groups.size()][];
        this.upper = new float[groups.size()][];
    }

    /// @param groups rows of each
    /// @param centers `[groups × components]`, where groups lie among each other
    /// @param side of the whole map, which goes from 0 to there on every axis
    static Boxes of(List<int[]> groups, Matrix centers, float side) {
        Boxes boxes = new Boxes(groups, centers);
        float[] far = new float[centers.columns()];
        Arrays.fill(far, side);
        Integer[] all = IntStream.range(0, groups.size()).boxed().toArray(Integer[]::new);
        boxes.divide(all, new float[centers.columns()], far);
        return boxes;
    }

    float lower(int group, int axis) {
        return lower[group][axis];
    }

    float upper(int group, int axis) {
        return upper[group][axis];
    }

    private void divide(Integer[] part, float[] from, float[] to) {
        if (part.length == 1) {
            lower[part[0]] = from;
            upper[part[0]] = to;
            return;
        }
        int axis = longestAxis(from, to);
        Arrays.sort(part, Comparator.comparingDouble(group -> center(group, axis)));
        long rows = rows(part);
        int cut = cut(part, rows);
        Integer[] left = Arrays.copyOfRange(part, 0, cut);
        float border = from[axis] + (to[axis] - from[axis]) * rows(left) / rows;
        float[] leftTo = to.clone();
        float[] rightFrom = from.clone();
        leftTo[axis] = border;
        rightFrom[axis] = border;
        divide(left, from, leftTo);
        divide(Arrays.copyOfRange(part, cut, part.length), rightFrom, to);
    }

    private static int longestAxis(float[] from, float[] to) {
        int longest = 0;
        for (int axis = 1; axis < from.length; axis++) {
            longest = to[axis] - from[axis] > to[longest] - from[longest] ? axis : longest;
        }
        return longest;
    }

    /// After how many groups about half of the rows are through, at least one and not all.
    private int cut(Integer[] part, long rows) {
        long sum = 0;
        for (int i = 0; i < part.length - 1; i++) {
            long size = groups.get(part[i]).length;
            if (i > 0 && 2 * sum + size > rows) {
                return i;
            }
            sum += size;
        }
        return part.length - 1;
    }

    private long rows(Integer[] part) {
        return Arrays.stream(part).mapToLong(group -> groups.get(group).length).sum();
    }

    private float center(int group, int axis) {
        return centers.values()[group * centers.columns() + axis];
    }
}
