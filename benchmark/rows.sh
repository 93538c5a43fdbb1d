#!/usr/bin/env bash
# Measures Millrace, one row a command: starts what the row needs on loopback, in a folder of its own, prints both sides of
# its ratio, and ends what it started. Build first: ./run --build (once, then Ctrl-C) and mvn -Pbenchmark package -pl benchmark
#
#   benchmark/rows.sh ingest            durable ingest (202 after the sync), against the same server storing nothing
#   benchmark/rows.sh end-to-end        webhook -> one HTTP action -> committed, against a forwarding proxy
#   benchmark/rows.sh naive             the same, against itself with a commit and a sync for every row
#   benchmark/rows.sh warm-up           the rate of taking in, second by second from the start
#   benchmark/rows.sh startup           process start to the first 202, and resident memory a minute later
#
# ROWS_DATABASE=postgresql://...  measures on PostgreSQL instead of the embedded database
# ROWS_SECONDS, ROWS_WARMUP, ROWS_RUNS, ROWS_CONNECTIONS  change how long and how often
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
root=$(dirname "$here")
millrace=$root/app/target/millrace/bin/millrace
seconds=${ROWS_SECONDS:-20}
warmup=${ROWS_WARMUP:-20}
runs=${ROWS_RUNS:-5}
connections=${ROWS_CONNECTIONS:-64}
port=18970
sink_port=18971
proxy_port=18972
naive_port=18973
door_port=18974
token=mr_benchmarkbenchmarkbenchmarkbenchmarkbench0
folder=$(mktemp -d)
started=()
database=()
if [ -n "${ROWS_DATABASE:-}" ]; then
  database=(--database "$ROWS_DATABASE")
fi

. "$root/scripts/jdk.sh"
JAVA_HOME=$(find_jdk)
export JAVA_HOME

finish() {
  for pid in "${started[@]}"; do
    kill "$pid" 2>/dev/null || true
  done
  for pid in "${started[@]}"; do
    wait "$pid" 2>/dev/null || true
  done
  rm -rf "$folder"
}
trap finish EXIT

# Waits until an address answers 200, at most a minute.
await() {
  for _ in $(seq 1 600); do
    if curl -fs -o /dev/null "$1"; then
      return 0
    fi
    sleep 0.1
  done
  echo "Nothing answers at $1" >&2
  exit 1
}

# start_millrace PORT OPTIONS...
start_millrace() {
  local port=$1
  shift
  MILLRACE_BOOTSTRAP_TOKEN=$token MILLRACE_EGRESS_ALLOW=127.0.0.1:$sink_port MILLRACE_LOG_LEVEL=warn \
    "$millrace" server --port "$port" --data "$folder/data-$port" "$@" \
    >"$folder/millrace-$port.log" 2>&1 &
  started+=($!)
  await "http://127.0.0.1:$port/health/ready"
}

# api PORT METHOD PATH
api() {
  local port=$1 method=$2 path=$3
  shift 3
  curl -fsS -o /dev/null -X "$method" "http://127.0.0.1:$port/api/v1/projects/default$path" \
    -H "Authorization: Bearer $token" "$@"
}

# publish PORT ID FILE
publish() {
  api "$1" PUT "/workflows/$2" -H 'Content-Type: application/yaml' --data-binary "@$3"
  api "$1" POST "/workflows/$2/publish"
}

tool() {
  "$here/run.sh" "$@"
}

# Millrace on the left, whatever is named on the right.
compare() {
  tool compare --left "$hook" "$@" \
    --connections "$connections" --warmup "$warmup" --seconds "$seconds" --runs "$runs"
}

sink() {
  "$here/run.sh" sink --port "$sink_port" >"$folder/sink.log" 2>&1 &
  started+=($!)
  await "http://127.0.0.1:$sink_port/"
}

hook=http://127.0.0.1:$port/hooks/default/bench

# An event that starts nothing: what is measured is the door, not the work behind it.
write_ingest() {
  cat >"$folder/ingest.yaml" <<YAML
id: ingest
triggers:
  - id: hook
    webhook: { path: bench, verify: { preset: none } }
    when: "false"
steps:
  - id: never
    transform: 1
YAML
}

write_forward() {
  cat >"$folder/forward.yaml" <<YAML
id: forward
triggers:
  - id: hook
    webhook: { path: bench, verify: { preset: none } }
steps:
  - id: post
    action: http.request
    input:
      method: POST
      url: http://127.0.0.1:$sink_port/
      body: "{{ event.data }}"
YAML
}

case ${1:-} in
  ingest)
    write_ingest
    start_millrace "$port" "${database[@]}"
    publish "$port" ingest "$folder/ingest.yaml"
    "$here/run.sh" door --port "$door_port" >"$folder/door.log" 2>&1 &
    started+=($!)
    compare --right "http://127.0.0.1:$door_port/hooks/default/bench"
    ;;
  end-to-end)
    write_forward
    start_millrace "$port" "${database[@]}"
    publish "$port" forward "$folder/forward.yaml"
    sink
    "$here/run.sh" proxy --port "$proxy_port" --to "http://127.0.0.1:$sink_port/" >"$folder/proxy.log" 2>&1 &
    started+=($!)
    compare --left-sink "http://127.0.0.1:$sink_port/" \
      --right "http://127.0.0.1:$proxy_port/" --right-sink "http://127.0.0.1:$sink_port/"
    ;;
  naive)
    if [ ${#database[@]} -gt 0 ]; then
      echo "Both sides would share the database; this row is for the embedded one." >&2
      exit 2
    fi
    write_forward
    start_millrace "$port"
    start_millrace "$naive_port" --set engine.group=1
    publish "$port" forward "$folder/forward.yaml"
    publish "$naive_port" forward "$folder/forward.yaml"
    sink
    compare --left-sink "http://127.0.0.1:$sink_port/" \
      --right "http://127.0.0.1:$naive_port/hooks/default/bench" --right-sink "http://127.0.0.1:$sink_port/"
    ;;
  warm-up)
    write_ingest
    start_millrace "$port" "${database[@]}"
    publish "$port" ingest "$folder/ingest.yaml"
    tool warmup --url "$hook" --seconds 40
    ;;
  startup)
    write_ingest
    start_millrace "$port" "${database[@]}"
    publish "$port" ingest "$folder/ingest.yaml"
    kill "${started[0]}"
    wait "${started[0]}" || true
    started=()
    export MILLRACE_LOG_LEVEL=warn
    tool startup --url "$hook" --runs "$runs" --idle 60 -- "$millrace" server --port "$port" --data "$folder/data-$port" "${database[@]}"
    ;;
  *)
    sed -n '2,13p' "${BASH_SOURCE[0]}" | cut -c3-
    exit 2
    ;;
esac
