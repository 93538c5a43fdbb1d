package io.millrace.core.access;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A fixed set of permissions, from reading everything but secrets to owning the installation. */
public enum Role {
    /** Reads. */
    VIEWER(EnumSet.of(
            Permission.PROJECT_READ,
            Permission.WORKFLOW_READ,
            Permission.EXECUTION_READ,
            Permission.EVENT_READ,
            Permission.CONNECTION_READ,
            Permission.VARIABLE_READ,
            Permission.TOOL_READ,
            Permission.CATCHER_READ)),
    /** Reads, runs, cancels, restarts and replays. */
    OPERATOR(with(VIEWER.permissions, Permission.EXECUTION_RUN, Permission.EVENT_REPLAY)),
    /** Also edits workflows, connections and variables. */
    EDITOR(with(OPERATOR.permissions, Permission.WORKFLOW_EDIT, Permission.CONNECTION_EDIT, Permission.VARIABLE_EDIT)),
    /** May do everything. */
    OWNER(EnumSet.allOf(Permission.class));

    private final Set<Permission> permissions;

    Role(Set<Permission> permissions) {
        this.permissions = permissions;
    }

    public boolean may(Permission permission) {
        return permissions.contains(permission);
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role of a {@link #code()}; empty when there is none. */
    public static Optional<Role> of(String code) {
        return Arrays.stream(values()).filter(role -> role.code().equals(code)).findFirst();
    }

    private static Set<Permission> with(Set<Permission> base, Permission... more) {
        EnumSet<Permission> all = EnumSet.copyOf(base);
        for (Permission permission : more) {
            all.add(permission);
        }
        return all;
    }
}
