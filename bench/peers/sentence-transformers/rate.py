"""How fast sentence-transformers embeds: rate.py MODEL_FOLDER PRECISION FILE..., a text a line.

MODEL_FOLDER is one that TorchFolder writes, PRECISION fp32 or fp16. Texts are encoded as its documentation shows: all at
once, in batches of 32, which it sorts by length itself. Where SEXTANT_DEVICE is cuda, larger batches are tried too, and the
best counts. No network is asked.
"""

import json
import os
import pathlib
import sys
import time

os.environ["HF_HUB_OFFLINE"] = "1"

import sentence_transformers
import torch
import transformers

WARM_UP = 2048
DEVICE = os.environ.get("SEXTANT_DEVICE", "cpu")
BATCH_SIZES = (32, 128, 512) if DEVICE == "cuda" else (32,)


def texts_of(file):
    return [line for line in pathlib.Path(file).read_text("utf-8").split("\n") if line.strip()]


def rate(texts, batch_size):
    started = time.perf_counter()
    model.encode(texts, batch_size=batch_size, show_progress_bar=False)
    return len(texts) / (time.perf_counter() - started)


folder, precision, *files = sys.argv[1:]
model = sentence_transformers.SentenceTransformer(folder, device=DEVICE)
if precision == "fp16":
    model.half()
rate(texts_of(files[0])[:WARM_UP], 32)
for file in files:
    texts = texts_of(file)
    best = max(rate(texts, batch_size) for batch_size in BATCH_SIZES)
    print(json.dumps({"name": pathlib.Path(file).stem, "unit": "texts/s", "values": [best]}, separators=(",", ":")))
about = (
    f"sentence-transformers {sentence_transformers.__version__}, transformers {transformers.__version__}, "
    f"torch {torch.__version__} ({torch.get_num_threads()} threads), on Python {sys.version.split()[0]}"
)
print(json.dumps({"about": about}, separators=(",", ":")))
