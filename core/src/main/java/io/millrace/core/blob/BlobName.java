package io.millrace.core.blob;

import io.millrace.core.shared.Ids;
import java.util.Optional;

/**
 * How a blob is called where things have names: {@code 01k/2m/blb_01k2m3n4p5q6r}. The two folders are the first digits of the
 * id, so names sort by time, a folder of the first level holds six days and one of the second nine minutes.
 */
public final class BlobName {
    private static final String PREFIX = "blb";
    private static final int TEXT = PREFIX.length() + 1;
    private static final int FIRST = TEXT + 3;
    private static final int SECOND = FIRST + 2;

    private BlobName() {}

    /** The id as people see it, {@code blb_...}. */
    public static String text(long id) {
        return Ids.text(PREFIX, id);
    }

    /** The name with its folders, separated by slashes. */
    public static String path(long id) {
        String text = text(id);
        return text.substring(TEXT, FIRST) + "/" + text.substring(FIRST, SECOND) + "/" + text;
    }

    /** The id that a text or the last part of a name says; empty when it is no blob's. */
    public static Optional<Long> id(String text) {
        return Ids.parse(PREFIX, text);
    }
}
