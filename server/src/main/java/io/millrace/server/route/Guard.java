package io.millrace.server.route;

import io.millrace.core.access.Permission;
import io.millrace.core.access.Role;

/** Who may use a route. Every route has one. */
public sealed interface Guard {
    /** Those whose role has the permission. */
    record Needs(Permission permission) implements Guard {}

    /** Anyone who says who they are. */
    record SignedIn(String why) implements Guard {}

    /** Everyone, and why that is right. */
    record Open(String why) implements Guard {}

    /** Whether somebody with this role passes. */
    default boolean admits(Role role) {
        return switch (this) {
            case Needs(Permission permission) -> role.may(permission);
            case SignedIn ignored -> true;
            case Open ignored -> true;
        };
    }
}
