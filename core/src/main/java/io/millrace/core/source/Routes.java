package io.millrace.core.source;

import io.millrace.core.shared.MillraceException;
import java.util.List;
import java.util.Map;

/** Which published workflows a webhook address starts. Implemented by whoever keeps the versions. */
public interface Routes {
    /** The routes of one address in one project; none when nothing published listens there. */
    List<Route> find(String project, String path);

    /**
     * One published workflow's claim to an address.
     *
     * @param workflow its id
     * @param verify as written; workflows that share an address have the same
     * @param secretRevision changes whenever any secret of the project does
     * @param secrets fills in what {@code verify} refers to
     */
    record Route(String workflow, Map<String, Object> verify, long secretRevision, SecretResolver secrets) {}

    /** Fills in the secrets that a {@code verify} object refers to. */
    interface SecretResolver {
        /**
         * @return the same settings, every template of a secret replaced by a {@link io.millrace.sdk.Sensitive}
         * @throws MillraceException when a secret does not exist or cannot be read
         */
        Map<String, Object> resolve(Map<String, Object> verify);
    }
}
