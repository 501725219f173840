"""How fast sentence-transformers embeds on the CPU: rate.py MODEL_FOLDER FILE..., a text a line.

MODEL_FOLDER is one that folder.py makes. Texts are encoded as its documentation shows: all at once, in batches of 32,
which it sorts by length itself. No network is asked.
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

WARM_UP = 256


def texts_of(file):
    return [line for line in pathlib.Path(file).read_text("utf-8").split("\n") if line.strip()]


folder, *files = sys.argv[1:]
model = sentence_transformers.SentenceTransformer(folder, device="cpu")
model.encode(texts_of(files[0])[:WARM_UP], batch_size=32, show_progress_bar=False)
for file in files:
    texts = texts_of(file)
    started = time.perf_counter()
    model.encode(texts, batch_size=32, show_progress_bar=False)
    seconds = time.perf_counter() - started
    print(json.dumps({"name": pathlib.Path(file).stem, "unit": "texts/s", "values": [len(texts) / seconds]}, separators=(",", ":")))
about = (
    f"sentence-transformers {sentence_transformers.__version__}, transformers {transformers.__version__}, "
    f"torch {torch.__version__} ({torch.get_num_threads()} threads), on Python {sys.version.split()[0]}"
)
print(json.dumps({"about": about}, separators=(",", ":")))
