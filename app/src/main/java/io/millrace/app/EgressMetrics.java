package io.millrace.app;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.millrace.egress.GuardedEgress;

/** How the connections to tools are used, in the metrics. */
final class EgressMetrics {
    private EgressMetrics() {}

    static void register(GuardedEgress egress, MeterRegistry metrics) {
        FunctionCounter.builder(
                        "millrace.egress.calls", egress, it -> it.connections().calls())
                .description("Requests to tools")
                .register(metrics);
        FunctionCounter.builder(
                        "millrace.egress.opened", egress, it -> it.connections().opened())
                .description("Connections opened for them; all other requests went over one that was there already")
                .register(metrics);
        Gauge.builder(
                        "millrace.egress.connections",
                        egress,
                        it -> it.connections().busy())
                .tag("state", "busy")
                .description("Connections to tools")
                .register(metrics);
        Gauge.builder(
                        "millrace.egress.connections",
                        egress,
                        it -> it.connections().idle())
                .tag("state", "idle")
                .description("Connections to tools")
                .register(metrics);
    }
}
