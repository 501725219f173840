#!/bin/sh
# Makes a bundle for a machine with an NVIDIA card and CUDA 13, without Java and without internet: a Java runtime, Sextant,
# its models and ONNX Runtime's libraries for CUDA 13. Packed into pieces below 64 MB; README.md says how to use them.
#
#   tools/gpu/bundle.sh FOLDER     needs a JDK 25, Maven, unzip and xz; fetches what Maven has not fetched yet
#   LEVEL=6                        how hard xz tries
set -eu

FOLDER=${1:?the folder to write, which must not be there yet}
ROOT=$(cd "$(dirname "$0")/../.." && pwd)
JAVA_API=com.microsoft.onnxruntime:onnxruntime:1.28.0:jar
# Its bridge into Java knows CUDA, which the other's does not; its libraries are for CUDA 12.
CUDA_BRIDGE=com.microsoft.onnxruntime:onnxruntime_gpu:1.28.0:jar
NATIVES=org.bytedeco:onnxruntime:1.28.0-1.5.14:jar:linux-x86_64-gpu
MODULES=java.base,java.logging,java.management,java.naming,java.net.http,java.sql,java.xml,jdk.management,jdk.unsupported
JAVA_HOME=$("$ROOT/mvnw" --java-home)

mkdir "$FOLDER"
FOLDER=$(cd "$FOLDER" && pwd)
BUNDLE=$FOLDER/sextant-gpu
mkdir "$BUNDLE" "$BUNDLE/native" "$FOLDER/fetched"

"$ROOT/mvnw" -q -B -Dspotless.check.skip=true test-compile dependency:copy-dependencies \
  -DincludeScope=runtime -DexcludeGroupIds=com.microsoft.onnxruntime "-DoutputDirectory=$BUNDLE/lib"
# Outside Quarkus's packaging the configuration's classes are written when a program starts, by ASM.
"$ROOT/mvnw" -q -B dependency:copy-dependencies -DincludeArtifactIds=asm "-DoutputDirectory=$BUNDLE/lib"
mkdir -p "$BUNDLE/classes" "$BUNDLE/bench/peers"
cp -R "$ROOT/target/classes/." "$BUNDLE/classes"
cp -R "$ROOT/target/test-classes/dev/sextant/bench" "$BUNDLE/classes/dev/sextant"
for program in BareSession MatMulChain TorchFolder; do
  cp "$ROOT/target/test-classes/dev/sextant/model/$program"*.class "$BUNDLE/classes/dev/sextant/model"
done
rm "$BUNDLE"/classes/dev/sextant/bench/*Test*.class
cp -R "$ROOT/bench/peers/sentence-transformers" "$BUNDLE/bench/peers"
git -C "$ROOT" rev-parse --short HEAD >"$BUNDLE/commit"

for artifact in "$JAVA_API" "$CUDA_BRIDGE" "$NATIVES"; do
  "$ROOT/mvnw" -q -B dependency:copy "-Dartifact=$artifact" "-DoutputDirectory=$FOLDER/fetched"
done
mv "$FOLDER"/fetched/onnxruntime-1.28.0.jar "$BUNDLE/lib"
unzip -q -j "$FOLDER"/fetched/onnxruntime-1.28.0-*-gpu.jar '*/libonnxruntime.so.1' '*/libonnxruntime_providers_shared.so' \
  '*/libonnxruntime_providers_cuda.so' -d "$BUNDLE/native"
unzip -q -j "$FOLDER/fetched/onnxruntime_gpu-1.28.0.jar" 'ai/onnxruntime/native/linux-x64/libonnxruntime4j_jni.so' -d "$BUNDLE/native"
# The Java API asks for the plain name, the libraries for the one with the number.
mv "$BUNDLE/native/libonnxruntime.so.1" "$BUNDLE/native/libonnxruntime.so"
ln -s libonnxruntime.so "$BUNDLE/native/libonnxruntime.so.1"

"$JAVA_HOME/bin/jlink" --add-modules "$MODULES" --strip-debug --no-header-files --no-man-pages --output "$BUNDLE/runtime"
cp "$ROOT/tools/gpu/run.sh" "$ROOT/tools/gpu/README.md" "$BUNDLE"
rm -r "$FOLDER/fetched"

tar -C "$FOLDER" -cf - sextant-gpu | xz "-${LEVEL:-6}" -T0 | split -b 60M - "$FOLDER/sextant-gpu.tar.xz."
ls -l "$FOLDER"/sextant-gpu.tar.xz.*
