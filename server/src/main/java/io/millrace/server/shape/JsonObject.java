package io.millrace.server.shape;

import java.util.LinkedHashMap;
import java.util.Map;

/** JSON objects whose members keep their order, so that written documents never change without a reason. */
public final class JsonObject {
    private JsonObject() {}

    /** @param namesAndValues alternately; a value is never null */
    public static Map<String, Object> of(Object... namesAndValues) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return object;
    }
}
