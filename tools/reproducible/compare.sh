#!/bin/sh
# Builds these sources in folders that differ in name and length, the second time also in another time zone, locale and
# umask and with the libraries' folder on its other side in the alphabet, and compares what is shipped byte by byte:
#
#   tools/reproducible/compare.sh                       two builds
#   tools/reproducible/compare.sh target/quarkus-app    one build, and the one that is there
#
# MAVEN_REPOSITORY says where Maven keeps libraries, if not in ~/.m2/repository.
# Prints what differs; exit status 0 where nothing does. The JVM's ahead-of-time cache is no part of the build: the script
# sextant and the image make it afterwards.
set -eu
sources=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Where Maven keeps libraries, and a name for that folder that makes the second build see it on the other side.
libraries=${MAVEN_REPOSITORY:-$HOME/.m2/repository}
if [ $# -gt 0 ]; then built=$sources; else built=$work/one; fi
first=$(printf '%s\n' "$built" "$libraries" | LC_ALL=C sort | head -n 1)
if [ "$first" = "$libraries" ]; then side=z; else side=a; fi

build() {
  mkdir -p "$work/$1"
  tar -C "$sources" -c --exclude=./.git --exclude=./target --exclude=./data . | tar -C "$work/$1" -x
  (cd "$work/$1" && shift &&
    ./mvnw -q -B package -Dmaven.test.skip=true -Dspotless.check.skip=true "$@") >&2
  listed "$work/$1/target/quarkus-app"
}

listed() {
  (cd "$1" && find . -type f | LC_ALL=C sort | xargs -d '\n' sha256sum)
}

if [ $# -gt 0 ]; then listed "$1"; else build one; fi > "$work/first.list"
umask 077
export TZ=Pacific/Auckland LC_ALL=C
ln -s "$libraries" "$work/$side"
build another/folder "-Dmaven.repo.local=$work/$side" > "$work/second.list"
[ -s "$work/first.list" ] || { echo "There are no files in ${1:-the build}." >&2; exit 1; }
diff "$work/first.list" "$work/second.list" || { echo "These differ." >&2; exit 1; }
echo "$(wc -l < "$work/first.list") files are the same in both builds."
