package io.millrace.sdk;

import java.util.Map;

/**
 * An effect that depends on the input, such as that of an HTTP request on its method.
 *
 * @param input the name of the input's property that decides
 * @param values the effect by the property's text; any other text has the action's own effect
 */
public record EffectBy(String input, Map<String, Effect> values) {}
