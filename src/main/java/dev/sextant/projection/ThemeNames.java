package dev.sextant.projection;

import dev.sextant.vectors.Matrix;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Finds keywords for themes.
final class ThemeNames {
    private static final int MOST_CANDIDATES = 40;
    private static final int MOST_IN_ALL = 4000;

    private ThemeNames() {}

    /// @param texts of all rows
    /// @param members rows of each leaf
    /// @param centers of leaves, then parents
    /// @return keywords of leaves, then parents, best first
    static List<List<Keyword>> of(
            List<String> texts, Grouping grouping, List<int[]> members, Matrix centers, TextVectors embedder) {
        int themes = grouping.leafCount() + grouping.parentCount();
        int most = Math.min(MOST_CANDIDATES, Math.max(1, MOST_IN_ALL / themes));
        List<Map<String, Term>> leafTerms = new ThemeTexts(texts).terms(members.subList(0, grouping.leafCount()));
        List<List<Candidate>> candidates = new ArrayList<>(Candidates.of(leafTerms, most));
        candidates.addAll(Candidates.of(parentTerms(grouping, leafTerms, members), most));
        return keywords(candidates, centers, embedder);
    }

    private static List<Map<String, Term>> parentTerms(
            Grouping grouping, List<Map<String, Term>> leafTerms, List<int[]> members) {
        List<Map<String, Term>> parents = new ArrayList<>();
        for (int parent = 0; parent < grouping.parentCount(); parent++) {
            List<Map<String, Term>> children = new ArrayList<>();
            List<Integer> sizes = new ArrayList<>();
            for (int leaf = 0; leaf < grouping.leafCount(); leaf++) {
                if (grouping.parent(leaf) == parent) {
                    children.add(leafTerms.get(leaf));
                    sizes.add(members.get(leaf).length);
                }
            }
            parents.add(ThemeTexts.merged(children, sizes));
        }
        return parents;
    }

    private static List<List<Keyword>> keywords(
            List<List<Candidate>> candidates, Matrix centers, TextVectors embedder) {
        LinkedHashSet<String> forms = new LinkedHashSet<>();
        candidates.forEach(theme -> theme.forEach(each -> forms.add(each.term().form())));
        if (forms.isEmpty()) {
            return candidates.stream().map(_ -> List.<Keyword>of()).toList();
        }
        Map<String, float[]> vectors = vectors(List.copyOf(forms), embedder);
        List<List<Keyword>> keywords = new ArrayList<>();
        for (int theme = 0; theme < candidates.size(); theme++) {
            List<Candidate> own = candidates.get(theme);
            keywords.add(own.isEmpty() ? List.of() : choose(own, vectors, centers.row(theme)));
        }
        return keywords;
    }

    private static List<Keyword> choose(List<Candidate> candidates, Map<String, float[]> vectors, float[] center) {
        List<float[]> own = new ArrayList<>();
        candidates.forEach(
                each -> own.add(Objects.requireNonNull(vectors.get(each.term().form()))));
        return new KeywordChoice(candidates, Matrix.ofRows(own), center).choose();
    }

    private static Map<String, float[]> vectors(List<String> forms, TextVectors embedder) {
        Matrix embedded = embedder.embed(forms);
        Map<String, float[]> vectors = HashMap.newHashMap(forms.size());
        for (int i = 0; i < forms.size(); i++) {
            vectors.put(forms.get(i), embedded.row(i));
        }
        return vectors;
    }
}
