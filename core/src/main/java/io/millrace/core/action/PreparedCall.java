package io.millrace.core.action;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A call whose expressions have been resolved.
 *
 * @param action the full name, {@code slack.send_message}
 * @param input may hold {@link io.millrace.sdk.Sensitive} texts
 * @param key stable over all tries of the same step of the same execution
 * @param timeout the deadline of this try; empty means the action's own
 * @param catcher the project's catcher, ending in a slash
 */
public record PreparedCall(
        String project,
        String action,
        Optional<String> connection,
        Map<String, Object> input,
        String key,
        Optional<Duration> timeout,
        URI catcher) {}
