#!/bin/sh
# Builds these sources in folders that differ in name and length, the second time also in another time zone, locale and
# umask, and compares what is shipped byte by byte:
#
#   tools/reproducible/compare.sh                       two builds
#   tools/reproducible/compare.sh target/quarkus-app    one build, and the one that is there
#
# Prints what differs; exit status 0 where nothing does. The JVM's ahead-of-time cache is no part of the build: the script
# sextant and the image make it afterwards.
set -eu
sources=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

built() {
  mkdir -p "$work/$1"
  tar -C "$sources" -c --exclude=./.git --exclude=./target . | tar -C "$work/$1" -x
  (cd "$work/$1" && ./mvnw -q -B package -Dmaven.test.skip=true -Dspotless.check.skip=true) >&2
  listed "$work/$1/target/quarkus-app"
}

listed() {
  (cd "$1" && find . -type f | LC_ALL=C sort | xargs -d '\n' sha256sum)
}

if [ $# -gt 0 ]; then listed "$1"; else built one; fi > "$work/first.list"
umask 077
export TZ=Pacific/Auckland LC_ALL=C
built another/folder > "$work/second.list"
[ -s "$work/first.list" ] || { echo "There are no files in ${1:-the build}." >&2; exit 1; }
diff "$work/first.list" "$work/second.list" || { echo "These differ." >&2; exit 1; }
echo "$(wc -l < "$work/first.list") files are the same in both builds."
