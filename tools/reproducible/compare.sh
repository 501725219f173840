#!/bin/sh
# Builds the last commit twice, in two folders that differ in name and length, and compares what is shipped byte by byte:
#
#   tools/reproducible/compare.sh     prints what differs; exit status 0 where nothing does that should not
#
# One file is known to differ, quarkus/generated-bytecode.jar: Quarkus numbers the objects that its build steps pass on, and
# orders the classes of its settings, as threads happen to come. One thread for all steps would settle that
# (io.quarkus.builder.execution.maxPoolSize), but one step waits for a second. Its entries have to be the same.
# The JVM's ahead-of-time cache is no part of the build: the script sextant and the image make it afterwards.
set -eu
cd "$(dirname "$0")/../.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
generated=quarkus-app/quarkus/generated-bytecode.jar
for folder in one another/folder; do
  mkdir -p "$work/$folder"
  git archive HEAD | tar -x -C "$work/$folder"
  (cd "$work/$folder" && ./mvnw -q -B package -Dmaven.test.skip=true -Dspotless.check.skip=true)
  (cd "$work/$folder/target" && find quarkus-app -type f ! -path $generated | LC_ALL=C sort | xargs sha256sum &&
    unzip -Z1 $generated | LC_ALL=C sort) >> "$work/$(basename "$folder").list"
done

diff "$work/one.list" "$work/folder.list" || { echo "These differ." >&2; exit 1; }
echo "$(grep -c ' quarkus-app/' "$work/one.list") files are the same in both builds."
