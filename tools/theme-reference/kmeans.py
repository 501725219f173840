"""What scikit-learn's k-means makes of a set of texts: the figures that themes are compared with in docs/benchmarks.md.

Needs numpy and scikit-learn. Run it as

    python3 kmeans.py VECTORS.f32 TEXTS.jsonl.gz K [K ...]

VECTORS.f32 holds little-endian float32, one row of DIMENSIONS a text, in the order of the lines of TEXTS.jsonl.gz,
which are objects with "label"; as many lines are read as there are vectors. Prints for each K homogeneity,
completeness and V-measure of k-means on unit vectors, against the labels and against their part before the first dot.
"""

import gzip
import json
import sys
import time

import numpy as np
from sklearn.cluster import KMeans
from sklearn.metrics import homogeneity_completeness_v_measure

DIMENSIONS = 384
SEEDS = (0, 1, 2)


def read(vectors_file, texts_file):
    vectors = np.fromfile(vectors_file, "<f4").reshape(-1, DIMENSIONS)
    with gzip.open(texts_file, "rt", encoding="utf-8") as lines:
        labels = [json.loads(line)["label"] for line, _ in zip(lines, range(len(vectors)))]
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True), labels


def main():
    vectors, labels = read(sys.argv[1], sys.argv[2])
    kinds = {"labels": labels, "before the dot": [label.split(".")[0] for label in labels]}
    for clusters in map(int, sys.argv[3:]):
        for seed in SEEDS:
            start = time.perf_counter()
            found = KMeans(clusters, n_init=1, random_state=seed).fit_predict(vectors)
            seconds = time.perf_counter() - start
            for kind, truth in kinds.items():
                figures = homogeneity_completeness_v_measure(truth, found)
                print(
                    f"k={clusters} seed={seed} {kind} ({len(set(truth))}): homogeneity %.3f, completeness %.3f, "
                    f"V-measure %.3f, {seconds:.1f} s" % figures,
                    flush=True,
                )


if __name__ == "__main__":
    main()
