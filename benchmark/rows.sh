#!/usr/bin/env bash
# Measures Millrace, one row a command: starts what the row needs on loopback, in a folder of its own, prints both sides of
# its ratio, and ends what it started. Build first: ./run --build (once, then Ctrl-C) and mvn -Pbenchmark package -pl benchmark
#
#   benchmark/rows.sh ingest            durable ingest (202 after the sync), against the same server storing nothing
#   benchmark/rows.sh end-to-end        webhook -> one HTTP action -> committed, against a forwarding proxy
#   benchmark/rows.sh naive             the same, against itself with a commit and a sync for every row
#   benchmark/rows.sh warm-up           the rate of taking in, second by second from the start
#   benchmark/rows.sh startup           process start to the first 202, and resident memory a minute later
#   benchmark/rows.sh inserts           durable ingest on PostgreSQL, against pgbench inserting single rows
#   benchmark/rows.sh half-load         from an event to the call of its action, at half of the peak
#   benchmark/rows.sh nodes             four nodes on one PostgreSQL against one; and that no call was made twice
#   benchmark/rows.sh reads             the API beside 100,000 executions
#   benchmark/rows.sh collectors        end to end with three collectors at three heap sizes
#
# ROWS_DATABASE=postgresql://...  measures on PostgreSQL instead of the embedded database
# ROWS_SECONDS, ROWS_WARMUP, ROWS_RUNS, ROWS_CONNECTIONS  change how long and how often
# ROWS_SHARE  the share of the peak at which half-load sends, in percent
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

# Makes the key that the nodes of one database share.
share_key() {
  MILLRACE_MASTER_KEY=$(openssl rand -base64 32)
  export MILLRACE_MASTER_KEY
}

require_postgres() {
  if [ ${#database[@]} -eq 0 ]; then
    echo "This row needs an empty database on PostgreSQL: ROWS_DATABASE=postgresql://..." >&2
    exit 2
  fi
}

# The figure in front of "/s" in the last report of a file.
rate_of() {
  sed -n 's/^\([0-9,]*\)\/s.*/\1/p' "$1" | tail -n 1 | tr -d ,
}

# median FIGURE...
median() {
  printf '%s\n' "$@" | sort -n | awk '{ all[NR] = $1 } END { print NR % 2 ? all[(NR + 1) / 2] : (all[NR / 2] + all[NR / 2 + 1]) / 2 }'
}

# load_rate URL-OPTIONS... prints the report, and keeps its figure in $rate
load_rate() {
  tool load "$@" --connections "$connections" --warmup "$warmup" --seconds "$seconds" | tee "$folder/report"
  rate=$(rate_of "$folder/report")
}

# Waits until no execution is under way, at most two minutes.
drained() {
  for _ in $(seq 1 600); do
    if curl -fsS "http://127.0.0.1:$1/api/v1/projects/default/statistics" -H "Authorization: Bearer $token" \
      | grep -q '"unfinished":0[,}]'; then
      return 0
    fi
    sleep 0.2
  done
  echo "Executions are still under way." >&2
  exit 1
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

write_transform() {
  cat >"$folder/transform.yaml" <<YAML
id: numbered
triggers:
  - id: hook
    webhook: { path: bench, verify: { preset: none } }
steps:
  - id: number
    transform: { number: "{{ event.data.number }}" }
YAML
}

# middle_cursor URL prints the cursor that comes after many pages
middle_cursor() {
  local cursor=
  for _ in $(seq 1 100); do
    cursor=$(curl -fsS "$1${cursor:+&cursor=$cursor}" -H "Authorization: Bearer $token" \
      | sed -n 's/.*"next":"\([^"]*\)".*/\1/p')
  done
  printf '%s' "$cursor"
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
  inserts)
    require_postgres
    write_ingest
    start_millrace "$port" "${database[@]}"
    publish "$port" ingest "$folder/ingest.yaml"
    psql --quiet --tuples-only --file "$here/insert-table.sql" "$ROWS_DATABASE"
    lefts=()
    rights=()
    for _ in $(seq 1 "$runs"); do
      load_rate --url "$hook"
      lefts+=("$rate")
      pgbench --no-vacuum --protocol prepared --client "$connections" --jobs 2 --time "$seconds" \
        --file "$here/insert.sql" "$ROWS_DATABASE" 2>/dev/null | tee "$folder/pgbench" | grep tps
      rights+=("$(sed -n 's/^tps = \([0-9]*\).*/\1/p' "$folder/pgbench")")
    done
    awk -v l="$(median "${lefts[@]}")" -v r="$(median "${rights[@]}")" -v n="$runs" \
      'BEGIN { printf "median of %d: ingest %d/s, pgbench %d/s, ratio %.2f\n", n, l, r, l / r }'
    ;;
  half-load)
    write_forward
    start_millrace "$port" "${database[@]}"
    publish "$port" forward "$folder/forward.yaml"
    tool starts --url "$hook" --port "$sink_port" --connections "$connections" --warmup "$warmup" --seconds "$seconds" \
      --share "${ROWS_SHARE:-50}"
    ;;
  nodes)
    require_postgres
    share_key
    write_forward
    start_millrace "$port" "${database[@]}"
    publish "$port" forward "$folder/forward.yaml"
    sink
    one=()
    for _ in $(seq 1 "$runs"); do
      load_rate --url "$hook" --sink "http://127.0.0.1:$sink_port/"
      one+=("$rate")
    done
    urls=(--url "$hook")
    for more in $((port + 10)) $((port + 11)) $((port + 12)); do
      start_millrace "$more" "${database[@]}"
      urls+=(--url "http://127.0.0.1:$more/hooks/default/bench")
    done
    four=()
    for _ in $(seq 1 "$runs"); do
      load_rate "${urls[@]}" --sink "http://127.0.0.1:$sink_port/"
      four+=("$rate")
    done
    drained "$port"
    awk -v l="$(median "${four[@]}")" -v r="$(median "${one[@]}")" -v n="$runs" \
      'BEGIN { printf "median of %d: four nodes %d/s, one %d/s, ratio %.2f\n", n, l, r, l / r }'
    echo "executions: $(psql --quiet --tuples-only --no-align --command 'SELECT count(*) FROM execution' "$ROWS_DATABASE")," \
      "calls at the sink: $(curl -fsS "http://127.0.0.1:$sink_port/")"
    ;;
  reads)
    write_transform
    start_millrace "$port" "${database[@]}"
    publish "$port" numbered "$folder/transform.yaml"
    tool load --url "$hook" --connections "$connections" --warmup 0 --requests 100000
    drained "$port"
    base=http://127.0.0.1:$port/api/v1/projects/default
    curl -fsS "$base/executions?limit=100" -H "Authorization: Bearer $token" >"$folder/page.json"
    execution=$(grep -o 'exe_[0-9A-Za-z]*' "$folder/page.json" | head -n 1)
    event=$(grep -o 'evt_[0-9A-Za-z]*' "$folder/page.json" | head -n 1)
    # A page from the middle, as somebody who scrolls asks for it.
    cursor=$(middle_cursor "$base/executions?limit=100")
    tool reads --header "Authorization: Bearer $token" \
      --url "$base/executions?limit=50" \
      --url "$base/executions?limit=100&cursor=$cursor" \
      --url "$base/executions?limit=50&status=failed" \
      --url "$base/executions?limit=50&workflow=numbered" \
      --url "$base/executions/$execution" \
      --url "$base/events?limit=50" \
      --url "$base/events/$event" \
      --url "$base/statistics" \
      --url "$base/workflows?limit=50" \
      --url "$base/workflows/numbered" \
      --url "$base/connections" \
      --url "$base/sources" \
      --url "$base/triggers"
    ;;
  collectors)
    write_forward
    sink
    for collector in Serial G1 Z; do
      for heap in 128 256 1024; do
        # The young part of a fixed size is for the serial collector; the others choose theirs.
        options="-Xms72m -Xmx${heap}m"
        if [ "$collector" != Serial ]; then
          options="$options -XX:-UseSerialGC -XX:+Use${collector}GC -XX:NewSize=1m -XX:MaxNewSize=${heap}m"
        fi
        rm -rf "$folder/data-$port"
        JAVA_OPTS=$options start_millrace "$port"
        publish "$port" forward "$folder/forward.yaml"
        echo "$collector, heap of $heap MiB"
        load_rate --url "$hook" --sink "http://127.0.0.1:$sink_port/"
        pid=${started[-1]}
        echo "  resident $(awk '/^VmRSS/ { print int($2 / 1024) }' "/proc/$pid/status") MiB"
        kill "$pid"
        wait "$pid" || true
        unset 'started[-1]'
      done
    done
    ;;
  *)
    sed -n '2,18p' "${BASH_SOURCE[0]}" | cut -c3-
    exit 2
    ;;
esac
