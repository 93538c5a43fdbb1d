#!/bin/sh
# Runs one measuring tool; without arguments it lists them. Build first: mvn -Pbenchmark package -pl benchmark
set -eu
here=$(cd "$(dirname "$0")" && pwd)
if [ ! -d "$here/target/lib" ]; then
    echo "Build the tools first: mvn -Pbenchmark package -pl benchmark" >&2
    exit 2
fi
java="${JAVA_HOME:+$JAVA_HOME/bin/}java"
exec "$java" ${BENCHMARK_JAVA_OPTIONS:-} -cp "$here/target/classes:$here/target/lib/*" io.millrace.benchmark.Benchmark "$@"
