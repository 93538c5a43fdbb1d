package io.millrace.core.access;

import io.millrace.sdk.Sensitive;
import java.util.Optional;

/**
 * What an operator wants an installation to have from its first start.
 *
 * @param owner the first user, made only while there is none
 * @param token an API token with the role of an owner: {@code mr_} and 32 to 200 letters and digits
 */
public record Bootstrap(Optional<Owner> owner, Optional<Sensitive> token) {
    /** The first user. */
    public record Owner(String email, Sensitive password) {}
}
