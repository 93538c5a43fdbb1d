/**
 * What a measurement needs beside the measured: a load generator that costs little, a sink for the calls that come out, a
 * forwarding proxy to compare with, and a clock for the start.
 *
 * <p>It knows Millrace only as an HTTP server and shares no code with it, so that a fault in the one cannot hide in the other.
 */
@NullMarked
package io.millrace.benchmark;

import org.jspecify.annotations.NullMarked;
