#!/bin/sh
# Makes the two images that cpu.Containerfile begins with, out of Debian's packages and a JDK of this machine, for where no
# registry can be reached: sextant-base and sextant-jdk. Needs root, buildah and debootstrap.
set -eu
cd "$(dirname "$0")/.."

jdk=$(./mvnw --java-home)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mirror=$(sed -n 's/^deb \(\[[^]]*\] \)\{0,1\}\([^ ]*\) .*/\2/p; s/^URIs: *\([^ ]*\).*/\1/p' \
  /etc/apt/sources.list /etc/apt/sources.list.d/* 2> /dev/null | head -n 1)
. /etc/os-release
debootstrap --variant=minbase --include=libstdc++6 "$VERSION_CODENAME" "$work/base" "$mirror"
rm -rf "$work"/base/var/cache/apt/* "$work"/base/var/lib/apt/lists/*

# Without links out of the JDK, such as Debian's to its certificates.
cp -rL "$jdk" "$work/jdk"

# shellcheck disable=SC2086 # flags are words
image() {
  name=$1 base=$2 from=$3 to=$4
  container=$(buildah ${BUILDER_OPTIONS:-} from "$base")
  buildah ${BUILDER_OPTIONS:-} copy -q "$container" "$from" "$to" > /dev/null
  [ "$base" = scratch ] || buildah ${BUILDER_OPTIONS:-} config --env JAVA_HOME="$to" "$container"
  buildah ${BUILDER_OPTIONS:-} commit -q --rm "$container" "$name" > /dev/null
}
image sextant-base scratch "$work/base" /
image sextant-jdk sextant-base "$work/jdk" /opt/jdk
