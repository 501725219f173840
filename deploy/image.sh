#!/bin/sh
# Builds an image with buildah, podman or docker, whichever is there:
#   deploy/image.sh [cpu|cuda|native] [options of its build command, such as --build-arg BASE=debian:trixie-slim]
# The image is called sextant, sextant-cuda or sextant-native. BUILDER names one of the three; what BUILDER_OPTIONS holds comes
# before its subcommand.
set -eu
cd "$(dirname "$0")/.."

flavour=${1:-cpu}
[ $# -eq 0 ] || shift
case $flavour in
  cpu) tag=sextant profile= ;;
  cuda) tag=sextant-cuda profile=-Pcuda ;;
  native) tag=sextant-native profile="-Pnative -Dquarkus.native.sources-only=true" ;;
  *) echo "image.sh: there is no image $flavour; there are cpu, cuda and native" >&2; exit 2 ;;
esac

builder=
for candidate in ${BUILDER:-buildah podman docker}; do
  command -v $candidate > /dev/null && builder=$candidate && break
done
[ -n "$builder" ] || { echo "image.sh: install ${BUILDER:-buildah, podman or docker}" >&2; exit 2; }

# shellcheck disable=SC2086 # flags are words, or none
./mvnw -q -B $profile package org.cyclonedx:cyclonedx-maven-plugin:makeBom \
  -Dmaven.test.skip=true -Dspotless.check.skip=true -Dcompiler.warnings=-nowarn

# shellcheck disable=SC2086 # flags are words
exec $builder ${BUILDER_OPTIONS:-} build "$@" -t $tag -f "deploy/$flavour.Containerfile" .
