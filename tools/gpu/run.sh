#!/bin/sh
# Runs Sextant on a machine with an NVIDIA card and writes what it found to a Markdown file. README.md beside this says
# what is needed. In a checkout it builds first; in a bundle made by bundle.sh everything is there.
#
#   DEVICE=cuda|cpu   cpu tries the script itself, on a machine without a card, with little work for each measurement
#   OUT=folder        where the report and all that is made on the way go; ./gpu-report unless set
#   PYTHON=python3    a Python with sentence-transformers and PyTorch, where there is one
set -eu

HERE=$(cd "$(dirname "$0")" && pwd)
DEVICE=${DEVICE:-cuda}
PYTHON=${PYTHON:-python3}
OUT=${OUT:-gpu-report}
MODEL=all-minilm-l6-v2

case $DEVICE in
  cuda) TOKENS=400000 TEXTS=20000 SIZE=8192 LINKS=20 BUDGET=16384 REPEATS=3 ;;
  cpu) TOKENS=4096 TEXTS=60 SIZE=1024 LINKS=4 BUDGET=512 REPEATS=1 ;;
  *) echo "DEVICE is $DEVICE; it is cuda or cpu" >&2; exit 2 ;;
esac
if [ -e "$OUT" ]; then
  echo "$OUT is there already; set OUT to a folder that is not, or remove it" >&2
  exit 2
fi
mkdir -p "$OUT"
OUT=$(cd "$OUT" && pwd)
REPORT=$OUT/report.md
FAILED=0

# Java's class path, from the bundle or from Maven.
if [ -d "$HERE/runtime" ]; then
  JAVA=$HERE/runtime/bin/java
  CLASSES="$HERE/classes:$HERE/lib/*"
  NATIVES="-Donnxruntime.native.path=$HERE/native"
  COMMIT=$(cat "$HERE/commit")
else
  ROOT=$(cd "$HERE/../.." && pwd)
  JAVA=$("$ROOT/mvnw" --java-home)/bin/java
  PROFILES=bench
  [ "$DEVICE" = cpu ] || PROFILES=bench,cuda
  "$ROOT/mvnw" -q -B "-P$PROFILES" -Dspotless.check.skip=true test-compile dependency:build-classpath \
    -Dmdep.includeScope=runtime "-Dmdep.outputFile=$OUT/classpath"
  CLASSES=$ROOT/target/test-classes:$ROOT/target/classes:$(cat "$OUT/classpath")
  NATIVES=-Dsextant.gpu=checkout
  COMMIT=$(git -C "$ROOT" rev-parse --short HEAD)
fi

# cuBLAS, cudart and cuDNN out of a PyTorch installation, where the machine has them nowhere else.
if [ "$DEVICE" = cuda ]; then
  FOUND=$("$PYTHON" -c 'import glob, sys
print(":".join(d for p in sys.path if p for d in sorted(glob.glob(p + "/nvidia/*/lib"))))' 2>/dev/null || true)
  LD_LIBRARY_PATH=$FOUND${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}
  export LD_LIBRARY_PATH
fi
# The tokenizer unpacks its library there.
DJL_CACHE_DIR=$OUT/djl
export DJL_CACHE_DIR

program() {
  main=$1
  shift
  "$JAVA" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow "$NATIVES" -Xmx6g \
    -XX:MaxDirectMemorySize=6g "-Dsextant.device=$DEVICE" "-Dsextant.data-dir=$OUT/data" -Dsextant.batch.max-bytes=8G \
    "-Dsextant.batch.max-tokens=$BUDGET" "-Dsextant.models.fused-fp32=$OUT/fused-fp32" \
    "-Dsextant.models.fused-fp16=$OUT/fused-fp16" -cp "$CLASSES" "$main" "$@" 2>>"$OUT/log"
}

say() {
  printf '%s\n' "$@" | tee -a "$REPORT"
}

# One step; when it fails the report says so, and the others go on.
step() {
  if ! "$@" >"$OUT/step" 2>>"$OUT/log"; then
    FAILED=$((FAILED + 1))
    printf '**Failed**: `%s`; the end of the log: `%s`\n' "$*" "$(tail -n 1 "$OUT/log" | tr '`' "'")" >>"$OUT/step"
  fi
  tee -a "$REPORT" <"$OUT/step"
}

b=dev.sextant.bench

say "# Sextant on a card" "" "- Commit $COMMIT, $(date -u +%Y-%m-%d), device \`$DEVICE\`" \
  "- Processor: $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1), $(nproc) cores" \
  "- Java: $("$JAVA" -version 2>&1 | sed -n 2p)"
if [ "$DEVICE" = cuda ]; then
  say "- Card, driver, memory: $(nvidia-smi --query-gpu=name,driver_version,memory.total --format=csv,noheader || echo none)"
  while sleep 1; do
    nvidia-smi --query-gpu=memory.used --format=csv,noheader,nounits >>"$OUT/memory" || break
  done &
  WATCH=$!
  trap 'kill "$WATCH" 2>/dev/null || true' EXIT
fi

say "" "## Models" ""
for precision in fp32 fp16; do
  step program dev.sextant.cli.Sextant fuse "$MODEL" "$OUT/fused-$precision" --precision "$precision"
done

say "" "## Vectors against the CPU's" "" "| model | device | texts | least cosine | wanted | reached |" "|---|---|---|---|---|---|"
step program $b.DeviceVectors "$DEVICE" "$MODEL" "$MODEL" 0.9999
step program $b.DeviceVectors "$DEVICE" "$MODEL" fused-fp32 0.9999
step program $b.DeviceVectors "$DEVICE" "$MODEL" fused-fp16 0.999

say "" "## Start of the process to the first embedding" "" "| model | device | first, ms | second, ms |" "|---|---|---|---|"
for model in "$MODEL" fused-fp32 fused-fp16; do
  for _ in $(seq "$REPEATS"); do
    step program $b.FirstEmbedding "$model"
  done
done

say "" "## Tokens a second, without tokenising" "" "| model | tokens a text | texts a batch | tokens/s | texts/s |" "|---|---|---|---|---|"
for model in "$MODEL" fused-fp32 fused-fp16; do
  step program $b.DeviceRate "$model" "$TOKENS"
done

say "" "## End to end, in batches of $BUDGET tokens, and sentence-transformers on the same texts" ""
mkdir "$OUT/texts"
program $b.MadeTexts "$OUT/texts" "$TEXTS" 12 64 256
program dev.sextant.model.TorchFolder "$OUT/torch" || say "the folder for sentence-transformers could not be made"
for _ in $(seq "$REPEATS"); do
  for length in 12 64 256; do
    say "" "$length tokens a text:" "" '```'
    for model in "$MODEL" fused-fp16; do
      step program $b.EmbedRate "$model" "$TEXTS" "$OUT/texts/$length.txt"
    done
    if "$PYTHON" -c 'import sentence_transformers' 2>/dev/null; then
      step "$PYTHON" "$HERE/sentence_transformers_rate.py" "$DEVICE" "$OUT/torch" "$OUT/texts/$length.txt"
    fi
    say '```'
  done
done
"$PYTHON" -c 'import sentence_transformers' 2>/dev/null || say "" "sentence-transformers is not installed for $PYTHON."

say "" "## The limit: large matrix products through the same runtime" "" "| device | type | size | TFLOP/s |" "|---|---|---|---|"
for precision in fp32 fp16; do
  step program $b.MatMulCeiling "$DEVICE" "$precision" "$SIZE" "$LINKS"
done
say "" "A token of this model takes 21.3 MFLOP in its dense layers, and 9,216 FLOP more for each token of its text."

if [ -s "$OUT/memory" ]; then
  say "" "Most memory of the card in use, by all programs: $(sort -n "$OUT/memory" | tail -n 1) MiB."
fi
say "" "Steps that failed: $FAILED. The report is $REPORT, the programs' own output $OUT/log."
[ "$FAILED" -eq 0 ]
