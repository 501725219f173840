"""Works out, for every dimension, the smallest and the largest value that a model gives over many texts.

Those ranges are what int8 and uint8 embeddings are scaled by. Reads the lines of `sextant embed` from stdin
({"index", "embedding", "tokens"} each; the last one, with "done", is passed over) and writes
{"model", "texts", "min", "max"}, numbers with 6 significant digits. Python 3.11's standard library is enough.

The files of the built-in models, made from the root of the repository:
  python3 tools/int8-ranges/texts.py > texts.txt
  folder=src/main/resources/dev/sextant/model
  for id in all-minilm-l6-v2 all-minilm-l6-v2-int8; do
    ./sextant embed texts.txt --model $id | python3 tools/int8-ranges/ranges.py $id > $folder/$id.ranges.json
  done
"""

import json
import sys


def main(model):
    low, high, texts = [], [], 0
    for line in sys.stdin:
        record = json.loads(line)
        if "done" in record:
            continue
        if "embedding" not in record:
            sys.exit(f"no embedding in: {line.strip()}")
        vector = record["embedding"]
        low = list(map(min, low or vector, vector))
        high = list(map(max, high or vector, vector))
        texts += 1
    if not texts:
        sys.exit("no embeddings on stdin")

    def short(values):
        return [float(f"{value:.6g}") for value in values]

    json.dump({"model": model, "texts": texts, "min": short(low), "max": short(high)}, sys.stdout)
    print()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: ranges.py MODEL_ID < embeddings.ndjson > ranges.json")
    main(sys.argv[1])
