package io.millrace.core.expression;

import com.google.common.primitives.UnsignedLong;
import dev.cel.common.values.CelByteString;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Stands for a value in a hash table: equal values have one, whatever the kinds of their numbers and the order of their
 * fields. It can be compared, so that a table stays fast when somebody sends values whose hashes are all the same.
 *
 * @param kind keeps a text from being taken for what is written like it
 */
record Identity(char kind, String text) implements Comparable<Identity> {
    static Identity of(Object value, Meter meter) {
        meter.tick();
        return switch (value) {
            case String text -> new Identity('s', text);
            case Long number -> new Identity('n', number.toString());
            case Double number -> new Identity('n', decimal(number));
            case UnsignedLong number -> new Identity('n', number.toString());
            case CelByteString bytes ->
                new Identity('b', meter.made(Base64.getEncoder().encodeToString(bytes.toByteArray())));
            case Collection<?> list -> new Identity('l', meter.made(list(list, meter)));
            case Map<?, ?> map -> new Identity('m', meter.made(map(map, meter)));
            case Optional<?> optional -> optional(optional, meter);
            default -> new Identity('o', value.getClass().getSimpleName() + value);
        };
    }

    private static Identity optional(Optional<?> optional, Meter meter) {
        String text = optional.isEmpty() ? "" : of(optional.get(), meter).written();
        return new Identity('?', text);
    }

    /** The whole number if it is one, so that 2 and 2.0 are the same. */
    private static String decimal(double number) {
        boolean whole = Double.isFinite(number) && number == Math.rint(number);
        return whole ? new BigDecimal(number).toBigInteger().toString() : Double.toString(number);
    }

    private static String list(Collection<?> list, Meter meter) {
        StringBuilder text = new StringBuilder();
        for (Object element : list) {
            append(text, of(element, meter), meter);
        }
        return text.toString();
    }

    private static String map(Map<?, ?> map, Meter meter) {
        Map<Identity, Object> sorted = new TreeMap<>();
        map.forEach((key, value) -> sorted.put(of(key, meter), value));
        StringBuilder text = new StringBuilder();
        sorted.forEach((key, value) -> {
            append(text, key, meter);
            append(text, of(value, meter), meter);
        });
        return text.toString();
    }

    private static void append(StringBuilder text, Identity element, Meter meter) {
        text.append(element.written());
        if (text.length() > Meter.MAX_TEXT) {
            meter.text(text.length());
        }
    }

    /** With its length, so that no two lists are written alike. */
    private String written() {
        return kind + String.valueOf(text.length()) + ':' + text;
    }

    @Override
    public int compareTo(Identity other) {
        int kinds = Character.compare(kind, other.kind);
        return kinds != 0 ? kinds : text.compareTo(other.text);
    }
}
