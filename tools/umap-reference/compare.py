"""Maps the same vectors with umap-learn and judges its map and others by the same program.

    /usr/bin/python3 -W ignore compare.py VECTORS.f32 DIMENSIONS N [--components 2|3] [--map MAP.f32 ...]
                                          [--keep OUT.f32] [--no-reference] [--transform]

VECTORS.f32 is little-endian float32, row after row; MAP.f32 is `[N x components]` in the same form, as
`UmapRate ... OUT.f32` writes it. Needs umap-learn, scikit-learn and numpy (Debian: umap-learn). Prints, for umap-learn
without and with a seed and for every MAP, trustworthiness@15 within three samples of 4,000 rows, the share of the 15
nearest that are kept, and the farthest point as a multiple of the 99.9 % radius. umap-learn runs once on 5,000 rows
first, so that its compiler is not in the time.

With --transform, the last tenth of the rows is held out and placed by umap-learn's transform; what is printed is the
trustworthiness of those rows against all others.
"""

import argparse
import time

import numpy as np
from sklearn.manifold import trustworthiness
from sklearn.neighbors import NearestNeighbors

K = 15
SAMPLES = 3
SAMPLE_ROWS = 4000


def judged(vectors, points):
    """Trustworthiness, share of neighbours kept, outlier ratio."""
    trust, kept = [], []
    for sample in range(SAMPLES):
        rows = np.random.RandomState(sample).permutation(len(vectors))[:SAMPLE_ROWS]
        trust.append(trustworthiness(vectors[rows], points[rows], n_neighbors=K, metric="cosine"))
    rows = np.random.RandomState(0).permutation(len(vectors))[:SAMPLE_ROWS]
    far = NearestNeighbors(n_neighbors=K + 1, metric="cosine").fit(vectors).kneighbors(vectors[rows])[1][:, 1:]
    near = NearestNeighbors(n_neighbors=K + 1).fit(points).kneighbors(points[rows])[1][:, 1:]
    kept = np.mean([len(set(a) & set(b)) / K for a, b in zip(far, near)])
    radius = np.linalg.norm(points - points.mean(axis=0), axis=1)
    return np.mean(trust), np.std(trust), kept, radius.max() / np.quantile(radius, 0.999)


def report(name, vectors, points, seconds=None):
    trust, spread, kept, outlier = judged(vectors, points)
    took = "" if seconds is None else f" {seconds:.1f} s"
    print(
        f"{name:32s} trustworthiness@{K} {trust:.4f} (±{spread:.4f})  kept@{K} {kept:.4f}"
        f"  farthest {outlier:.2f} x{took}",
        flush=True,
    )


def held_out(vectors, placed, mapped, points, new_points):
    """Trustworthiness of placed rows, each against all mapped ones (Venna and Kaski, summed over the placed rows)."""
    order = np.argsort(1 - vectors[placed] @ vectors[mapped].T, axis=1, kind="stable")
    rank = np.empty_like(order)
    np.put_along_axis(rank, order, np.arange(len(mapped))[None, :].repeat(len(placed), 0), 1)
    near = NearestNeighbors(n_neighbors=K).fit(points).kneighbors(new_points)[1]
    n = len(mapped) + 1
    penalty = np.maximum(0, np.take_along_axis(rank, near, 1) + 1 - K).sum()
    kept = np.mean([len(set(a) & set(b)) / K for a, b in zip(order[:, :K], near)])
    return 1 - 2 * penalty / (len(placed) * K * (2 * n - 3 * K - 1)), kept


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("vectors")
    parser.add_argument("dimensions", type=int)
    parser.add_argument("n", type=int)
    parser.add_argument("--components", type=int, default=2)
    parser.add_argument("--map", action="append", default=[])
    parser.add_argument("--keep")
    parser.add_argument("--no-reference", action="store_true")
    parser.add_argument("--transform", action="store_true")
    asked = parser.parse_args()
    vectors = np.fromfile(asked.vectors, "<f4").reshape(-1, asked.dimensions)[: asked.n]
    if not asked.no_reference:
        reference(asked, vectors)
    for path in asked.map:
        report(path, vectors, np.fromfile(path, "<f4").reshape(-1, asked.components))


def reference(asked, vectors):
    import umap

    def model(seed):
        return umap.UMAP(
            n_neighbors=K, min_dist=0.1, metric="cosine", n_components=asked.components, random_state=seed
        )

    for seed in (None, 42):
        model(seed).fit_transform(vectors[:5000])
    if asked.transform:
        unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        mapped, placed = np.split(np.arange(len(vectors)), [len(vectors) - len(vectors) // 10])
        fitted = model(42).fit(vectors[mapped])
        start = time.time()
        new_points = fitted.transform(vectors[placed])
        took = time.time() - start
        trust, kept = held_out(unit, placed, mapped, fitted.embedding_, new_points)
        print(f"umap-learn {umap.__version__} transform of {len(placed)} rows: trustworthiness@{K} {trust:.4f}"
              f"  kept@{K} {kept:.4f} {took:.1f} s", flush=True)
        return
    for seed in (None, 42):
        start = time.time()
        points = model(seed).fit_transform(vectors)
        report(f"umap-learn {umap.__version__} seed={seed}", vectors, points, time.time() - start)
    if asked.keep:
        points.astype("<f4").tofile(asked.keep)


if __name__ == "__main__":
    main()
