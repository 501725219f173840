#!/bin/bash
# Breaks a running server in ways that a test cannot without privileges or time, and checks what it does: run.sh [NAME...]
# names drills (kill, term, full, readonly, model, memory, clock); without a name it is all of them. Needs root (for small
# disks), curl, and for the clock Debian's faketime. docs/reliability.md has what came of it. Ends with 1 where one failed.
set -u

HERE=$(cd "$(dirname "$0")/../.." && pwd)
WORK=$(mktemp -d)
PORT=18080
URL=http://localhost:$PORT
SERVER=
FAILED=0
trap 'stop KILL; umount -q "$WORK"/disk 2>/dev/null; rm -rf "$WORK"' EXIT

# start NAME=VALUE... -- FLAG...
start() {
  local settings=()
  while [ $# -gt 0 ] && [ "$1" != -- ]; do settings+=("$1"); shift; done
  [ $# -eq 0 ] || shift
  env QUARKUS_HTTP_PORT=$PORT SEXTANT_EXPLORER_SAMPLE=false "${settings[@]}" "$HERE/sextant" serve "$@" >> "$WORK/log" 2>&1 &
  SERVER=$!
  for _ in $(seq 600); do
    curl -sf "$URL/q/health/ready" > /dev/null && return
    kill -0 "$SERVER" 2> /dev/null || break
    sleep 0.1
  done
  echo "the server did not start:" >&2
  tail -n 5 "$WORK/log" >&2
  exit 1
}

stop() {
  [ -z "$SERVER" ] || { kill -"${1:-TERM}" "$SERVER" 2> /dev/null; wait "$SERVER" 2> /dev/null; }
  SERVER=
}

# call METHOD PATH [BODY]: the status; the answer is in $WORK/answer.
call() {
  curl -s -m 120 -o "$WORK/answer" -w '%{http_code}' -X "$1" "$URL$2" -H 'Content-Type: application/json' \
    ${3:+--data-binary "$3"} || true
}

# check WHAT EXPECTED FOUND
check() {
  if [ "$2" = "$3" ]; then
    echo "  $1: $3"
  else
    echo "  $1: $3, and not $2: $(head -c 300 "$WORK/answer" 2> /dev/null)"
    FAILED=1
  fi
}

says() {
  if grep -q -- "$1" "$WORK/answer"; then echo "    $(head -c 300 "$WORK/answer")"; else check "says $1" yes no; fi
}

embed() { call POST /embed '{"texts": ["the tide at '"$RANDOM$RANDOM"'"], "dimensions": 4}'; }
add() { call POST /collections/a/documents '[{"id": "'"$1"'", "text": "ship number '"$1"'"}]'; }
search() { call POST /search '{"query": "a ship", "collection": "a"}'; }

# Adds documents one after the other until the server has gone, and writes down which were acknowledged.
keep_adding() {
  local i=$1
  while [ "$(curl -s -o /dev/null -w '%{http_code}' "$URL/collections/a/documents" -H 'Content-Type: application/json' \
    -d '[{"id": "'"$i"'", "text": "ship number '"$i"'"}]')" = 200 ]; do
    echo "$i" >> "$WORK/acknowledged"
    i=$((i + 1))
  done
}

# lost WHAT: how many acknowledged documents are not there.
lost() {
  local missing=0
  while read -r id; do [ "$(call GET "/collections/a/documents/$id")" = 200 ] || missing=$((missing + 1)); done < "$WORK/acknowledged"
  check "$1: of $(wc -l < "$WORK/acknowledged") acknowledged documents are missing" 0 "$missing"
}

drill_kill() {
  : > "$WORK/acknowledged"
  for round in 1 2 3; do
    start SEXTANT_DATA_DIR="$WORK/killed"
    [ "$round" = 1 ] && check "collection made" 201 "$(call PUT /collections/a '{}')"
    for client in 1 2 3 4; do keep_adding $((round * 100000 + client * 10000)) & writers[client]=$!; done
    sleep 4
    stop KILL
    wait "${writers[@]}"
  done
  start SEXTANT_DATA_DIR="$WORK/killed"
  lost "killed three times under load"
  check "search" 200 "$(search)"
  stop
}

drill_term() {
  : > "$WORK/acknowledged"
  start SEXTANT_DATA_DIR="$WORK/ended"
  call PUT /collections/a '{}' > /dev/null
  for client in 1 2 3 4; do keep_adding $((client * 10000)) & writers[client]=$!; done
  sleep 3
  kill -TERM "$SERVER"
  wait "$SERVER"
  check "exit status after SIGTERM under load" 143 $?
  SERVER=
  wait "${writers[@]}"
  start SEXTANT_DATA_DIR="$WORK/ended"
  lost "ended under load"
  stop
}

disk() {
  mkdir -p "$WORK/disk"
  mount -t tmpfs -o "size=$1" drill "$WORK/disk" || { echo "  a small disk needs root" >&2; exit 1; }
}

drill_full() {
  disk 8m
  start SEXTANT_DATA_DIR="$WORK/disk/data"
  check "collection made" 201 "$(call PUT /collections/a '{}')"
  check "document kept" 200 "$(add 1)"
  head -c $((1 << 30)) /dev/zero > "$WORK/disk/filler" 2> /dev/null
  local text status=200 i=10
  text=$(printf 'water %.0s' $(seq 20000))
  while [ "$status" = 200 ] && [ "$i" -lt 200 ]; do
    status=$(call POST /collections/a/documents "[{\"id\": \"$i\", \"text\": \"$i $text\"}]")
    i=$((i + 1))
  done
  check "disk full: a document" 503 "$status"
  says '"unavailable"'
  check "disk full: embed" 200 "$(embed)"
  check "disk full: search" 200 "$(search)"
  rm "$WORK/disk/filler"
  check "room again, without a restart" 200 "$(add 2)"
  check "what was acknowledged before" 200 "$(call GET /collections/a/documents/1)"
  stop
  umount "$WORK/disk"
}

drill_readonly() {
  disk 64m
  start SEXTANT_DATA_DIR="$WORK/disk/data"
  call PUT /collections/a '{}' > /dev/null
  check "document kept" 200 "$(add 1)"
  stop
  mount -o remount,ro "$WORK/disk"
  start SEXTANT_DATA_DIR="$WORK/disk/data"
  check "read-only: embed" 200 "$(embed)"
  check "read-only: a document" 503 "$(add 2)"
  says 'data'
  check "read-only: search" 503 "$(search)"
  mount -o remount,rw "$WORK/disk"
  check "writable again, without a restart" 200 "$(add 2)"
  check "what was acknowledged before" 200 "$(call GET /collections/a/documents/1)"
  stop
  umount "$WORK/disk"
}

drill_model() {
  cp -r "$HERE/src/test/resources/models/bert-cls-new" "$WORK/model"
  local graph body='{"texts": ["a tide"], "model": "own"}'
  graph=$(find "$WORK/model" -name '*.onnx' | head -n 1)
  start SEXTANT_MODELS_OWN="$WORK/model" SEXTANT_DATA_DIR="$WORK/own"
  check "own model" 200 "$(call POST /embed "$body")"
  cp "$graph" "$WORK/whole.onnx"
  truncate -s 1000 "$graph"
  check "truncated under the running server" 200 "$(call POST /embed '{"texts": ["another tide"], "model": "own"}')"
  stop
  start SEXTANT_MODELS_OWN="$WORK/model" SEXTANT_DATA_DIR="$WORK/own"
  check "truncated at the start" 503 "$(call POST /embed "$body")"
  says 'own'
  check "the other model" 200 "$(embed)"
  cp "$WORK/whole.onnx" "$graph"
  check "whole again, without a restart" 200 "$(call POST /embed "$body")"
  stop
  echo '{' > "$WORK/model/tokenizer.json"
  start SEXTANT_MODELS_OWN="$WORK/model" SEXTANT_DATA_DIR="$WORK/own"
  check "broken tokenizer" 503 "$(call POST /embed "$body")"
  says 'tokenizer'
  stop
}

drill_memory() {
  local text
  text=$(printf 'a boat by the pier %.0s' $(seq 400))
  { printf '{"texts": ["%s"' "0 $text"; for i in $(seq 2047); do printf ',"%s"' "$i $text"; done; printf ']}'; } > "$WORK/large.json"
  start SEXTANT_DATA_DIR="$WORK/memory" -- -Xmx96m -XX:MaxDirectMemorySize=64m
  check "before" 200 "$(embed)"
  for i in 1 2 3 4; do
    curl -s -m 300 -o "$WORK/large-$i" -w '%{http_code}\n' "$URL/embed" -H 'Content-Type: application/json' \
      --data-binary "@$WORK/large.json" > "$WORK/status-$i" & clients[i]=$!
  done
  wait "${clients[@]}"
  echo "  four at once, of 2,048 texts of 7,600 characters, heap of 96 MiB: $(cat "$WORK"/status-? | sort | uniq -c | tr -s ' \n' ' ')"
  for i in 1 2 3 4; do echo "    $(head -c 200 "$WORK/large-$i")"; done
  check "afterwards" 200 "$(embed)"
  check "ready" 200 "$(call GET /q/health/ready)"
  stop
}

drill_clock() {
  local library
  library=$(find / -name 'libfaketimeMT.so.1' -not -path '/proc/*' 2> /dev/null | head -n 1)
  [ -n "$library" ] || { echo "  needs faketime; skipped"; return; }
  echo '+0' > "$WORK/clock"
  start LD_PRELOAD="$library" FAKETIME_TIMESTAMP_FILE="$WORK/clock" FAKETIME_NO_CACHE=1 FAKETIME_DONT_FAKE_MONOTONIC=1 \
    SEXTANT_DATA_DIR="$WORK/clocked"
  call PUT /collections/a '{}' > /dev/null
  for jump in +0 +400d -400d +0; do
    echo "$jump" > "$WORK/clock"
    check "clock $jump: embed" 200 "$(embed)"
    check "clock $jump: a document" 200 "$(add "at$jump")"
    check "clock $jump: search" 200 "$(search)"
    check "clock $jump: a map" 202 "$(call POST /collections/a/map '{}')"
    sleep 2
    check "clock $jump: the map" 200 "$(call GET /collections/a/map)"
    echo "    the server's date: $(curl -sI "$URL/q/health" | grep -i '^date' | tr -d '\r')$(call GET /collections/a > /dev/null; grep -o '"updatedAt":"[^"]*"' "$WORK/answer")"
  done
  stop
}

for name in "${@:-kill term full readonly model memory clock}"; do
  for drill in $name; do
    echo "$drill"
    "drill_$drill"
  done
done
exit $FAILED
