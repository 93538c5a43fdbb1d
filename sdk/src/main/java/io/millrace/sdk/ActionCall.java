package io.millrace.sdk;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Everything one attempt of one action is given.
 *
 * @param input resolved and checked against the action's input schema; texts may be {@link Sensitive}
 * @param connection the opened connection, when the action uses one
 * @param egress the guarded way out, which records this attempt's requests
 * @param key stable over all attempts of the same step of the same execution; pass it on where the tool takes one
 * @param timeout what is left until the attempt's deadline
 * @param catcher where test deliveries of this project can be caught, ending in a slash
 */
public record ActionCall(
        Map<String, Object> input,
        Optional<Connection> connection,
        Egress egress,
        String key,
        Duration timeout,
        URI catcher) {

    /**
     * The connection of an action that requires one.
     *
     * @throws ToolException of class {@code validation} when the call has none
     */
    public Connection requiredConnection() throws ToolException {
        return connection.orElseThrow(() ->
                new ToolException(ErrorClass.VALIDATION, "This action needs a connection; name one in the step."));
    }
}
