/**
 * What the author of a tool needs: tools, actions, connections, effects, error classes and the guarded way out.
 *
 * <p>It knows nothing of workflows, storage or HTTP servers, and depends on nothing but JSpecify. JSON values are plain
 * {@code Map<String, Object>}, {@code List<Object>}, {@code String}, {@code Long}, {@code Double}, {@code Boolean} and
 * {@code null}; a text that must stay hidden is a {@link io.millrace.sdk.Sensitive}.
 */
@NullMarked
package io.millrace.sdk;

import org.jspecify.annotations.NullMarked;
