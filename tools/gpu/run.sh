#!/bin/sh
# Measures Sextant on a machine with an NVIDIA card and writes what came of it to OUT/report.md. README.md beside this says
# what is needed. In a checkout it builds first; in a bundle made by bundle.sh everything is there. Ends with 1 where
# vectors are not the CPU's, or were not compared.
#
#   SEXTANT_DEVICE=cuda|cpu   cpu tries the script itself, on a machine without a card
#   OUT=folder                where the report goes, and all that is made on the way; ./gpu-report unless set
#   PYTHON=python3            a Python with sentence-transformers and PyTorch, where there is one
#   ROUNDS=3                  how often each program runs
set -eu

HERE=$(cd "$(dirname "$0")" && pwd)
PYTHON=${PYTHON:-python3}
OUT=${OUT:-gpu-report}
SEXTANT_DEVICE=${SEXTANT_DEVICE:-cuda}
mkdir -p "$OUT"
OUT=$(cd "$OUT" && pwd)
FLAGS="--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -Xmx6g -XX:MaxDirectMemorySize=6g"
FLAGS="$FLAGS -Djava.util.logging.manager=org.jboss.logmanager.LogManager -Dstdout.encoding=UTF-8"

if [ -d "$HERE/runtime" ]; then
  HOME_FOLDER=$HERE
  JAVA=$HERE/runtime/bin/java
  CLASSPATH="$HERE/classes:$(find "$HERE/lib" -name '*.jar' | sort | tr '\n' ':')"
  FLAGS="$FLAGS -Donnxruntime.native.path=$HERE/native"
else
  HOME_FOLDER=$(cd "$HERE/../.." && pwd)
  JAVA=$("$HOME_FOLDER/mvnw" --java-home)/bin/java
  [ "$SEXTANT_DEVICE" = cpu ] && PROFILE= || PROFILE=-Pcuda
  # shellcheck disable=SC2086 # no profile is no word
  "$HOME_FOLDER/mvnw" -q -B $PROFILE -Dspotless.check.skip=true -Dcompiler.warnings=-nowarn test-compile \
    dependency:build-classpath "-Dmdep.outputFile=$OUT/classpath"
  CLASSPATH=$HOME_FOLDER/target/test-classes:$HOME_FOLDER/target/classes:$(cat "$OUT/classpath")
fi

# cuBLAS, cudart and cuDNN out of a PyTorch installation, where the machine has them nowhere else.
if [ "$SEXTANT_DEVICE" = cuda ]; then
  FOUND=$("$PYTHON" -c 'import glob, sys
print(":".join(d for p in sys.path if p for d in sorted(glob.glob(p + "/nvidia/*/lib"))))' 2>/dev/null || true)
  LD_LIBRARY_PATH=$FOUND${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}
  export LD_LIBRARY_PATH
fi

# Every program starts with these; libraries are unpacked where the report is, not at home.
JDK_JAVA_OPTIONS=$FLAGS
DJL_CACHE_DIR=$OUT/djl
SEXTANT_MODEL_CACHE_DIR=$OUT/cache
export CLASSPATH JDK_JAVA_OPTIONS DJL_CACHE_DIR SEXTANT_DEVICE SEXTANT_MODEL_CACHE_DIR

# Fused anew, by the code that is measured.
rm -rf "$HOME_FOLDER"/target/bench/fused*
"$JAVA" "-Dsextant.home=$HOME_FOLDER" dev.sextant.bench.Bench card --rounds "${ROUNDS:-3}" --python "$PYTHON" >"$OUT/report.md"
cat "$OUT/report.md"
[ "$(grep -c '| at least 0\.99.* | met |' "$OUT/report.md")" -eq 3 ]
