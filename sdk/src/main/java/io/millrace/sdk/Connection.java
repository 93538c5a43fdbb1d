package io.millrace.sdk;

import java.util.Map;

/**
 * An opened connection, alive for one attempt.
 *
 * @param id the slug people gave it
 * @param kind one of the tool's connection kinds
 * @param config the readable part
 * @param secrets the hidden part by name
 */
public record Connection(String id, String kind, Map<String, Object> config, Map<String, Sensitive> secrets) {}
