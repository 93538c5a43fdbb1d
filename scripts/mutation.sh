#!/usr/bin/env bash
# Plants faults in the engine's packages, one at a time, runs the tests that reach them, and prints how many of the faults were
# found. Takes from a minute (lane) to an hour (execution) on two cores.
#
#   scripts/mutation.sh [PACKAGE...]    of io.millrace.core; without any: lane queue ledger execution
#
# MUTATION_SAMPLE=N  plants at most N faults in a class, spread over it, where all of them would take too long
#
# The reports, line by line, are in core/target/mutation/PACKAGE/index.html.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
. "$root/scripts/jdk.sh"
JAVA_HOME=$(find_jdk compiler)
export JAVA_HOME
cd "$root"

sample=()
if [ -n "${MUTATION_SAMPLE:-}" ]; then
  sample=("-Dfeatures=+CLASSLIMIT(limit[$MUTATION_SAMPLE])")
fi
packages=("$@")
[ ${#packages[@]} -gt 0 ] || packages=(lane queue ledger execution)
for each in "${packages[@]}"; do
  log=core/target/mutation-$each.log
  mkdir -p core/target
  if ! mvn -B -Pmutation -pl core -am process-test-classes -Dmutation.package="$each" "${sample[@]}" >"$log" 2>&1; then
    tail -n 30 "$log" >&2
    exit 1
  fi
  # CSV: file, class, fault, method, line, what became of it, the test that found it
  awk -F, -v package="$each" '
    { all++; by[$6]++ }
    END {
      found = by["KILLED"] + by["TIMED_OUT"] + by["MEMORY_ERROR"] + by["RUN_ERROR"]
      printf "%s: %d of %d faults found, %d %% (%d reached by no test)\n", package, found, all, 100 * found / all, by["NO_COVERAGE"]
    }' "core/target/mutation/$each/mutations.csv"
done
