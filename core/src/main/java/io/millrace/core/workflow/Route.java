package io.millrace.core.workflow;

import java.util.Locale;

/**
 * A trigger of a published version.
 *
 * @param path the path of a webhook, or the id of the workflow whose end is waited for; empty for the others
 * @param verify the webhook's {@code verify} as JSON with sorted keys, so that equal settings are equal texts; how the
 *     workflow must have ended, as {@link TriggerSpec.End#ends}; empty for the others
 * @param enabled whether the workflow is
 */
public record Route(
        String project,
        String workflow,
        int version,
        String trigger,
        Kind kind,
        String path,
        String verify,
        boolean enabled) {
    /** What starts it. */
    public enum Kind {
        MANUAL,
        WEBHOOK,
        SCHEDULE,
        WORKFLOW,
        POLL;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
