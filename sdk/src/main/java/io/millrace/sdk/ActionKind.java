package io.millrace.sdk;

import java.util.Locale;

/** What an action does to the things of its tool. */
public enum ActionKind {
    CREATE,
    UPDATE,
    SEARCH,
    DELETE;

    /** The name used in manifests and the API, in lower case. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
