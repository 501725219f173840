"""Texts a second of sentence-transformers, in float32 and, on a card, in float16, in batches of several sizes.

Run by run.sh; by hand: python3 sentence_transformers_rate.py cuda|cpu FOLDER FILE
Needs sentence-transformers and PyTorch; FOLDER is what TorchFolder writes. Texts are sorted by length by encode() itself.
"""

import sys
import time

import torch
from sentence_transformers import SentenceTransformer

ROUNDS = 3


def main(device, folder, file):
    with open(file, encoding="utf-8") as lines:
        texts = lines.read().splitlines()
    precisions = {"fp32": torch.float32, "fp16": torch.float16} if device == "cuda" else {"fp32": torch.float32}
    for name, dtype in precisions.items():
        model = SentenceTransformer(folder, device=device, model_kwargs={"torch_dtype": dtype})
        for batch_size in (32, 128, 512):
            model.encode(texts[:batch_size], batch_size=batch_size, show_progress_bar=False)
            best = float("inf")
            for _ in range(ROUNDS):
                started = time.perf_counter()
                model.encode(texts, batch_size=batch_size, show_progress_bar=False)
                best = min(best, time.perf_counter() - started)
            print(f"sentence-transformers {name}, batches of {batch_size}: {len(texts) / best:.1f} texts/s", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
