package io.millrace.core.access;

/**
 * Who makes a request, once known.
 *
 * @param id {@code usr_...} for a signed-in person, {@code tok_...} for an API token
 * @param name an e-mail address or the token's name, for records of who did what
 */
public record Principal(String id, String name, Role role) {}
