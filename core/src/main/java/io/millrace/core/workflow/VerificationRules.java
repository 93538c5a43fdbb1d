package io.millrace.core.workflow;

import io.millrace.core.shared.Problem;
import java.util.List;
import java.util.Map;

/** What a webhook's {@code verify} must look like; whoever verifies knows. */
@FunctionalInterface
public interface VerificationRules {
    /**
     * @param verify as written, secrets as expressions; empty when there is none
     * @return problems whose paths start inside {@code verify}; none when it can be published
     */
    List<Problem> check(Map<String, Object> verify);
}
