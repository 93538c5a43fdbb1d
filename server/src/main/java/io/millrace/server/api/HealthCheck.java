package io.millrace.server.api;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * One thing that must be right before this server should get requests.
 *
 * @param name as it stands in the answer
 * @param problem what is wrong now, in a sentence without secrets; empty when nothing is; quick, called at every probe
 */
public record HealthCheck(String name, Supplier<Optional<String>> problem) {}
