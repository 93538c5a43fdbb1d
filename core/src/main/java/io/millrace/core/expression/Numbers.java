package io.millrace.core.expression;

import com.google.common.primitives.UnsignedLong;
import dev.cel.common.exceptions.CelInvalidArgumentException;
import java.math.BigDecimal;

/** Numbers of both kinds together, without silent rounding. */
final class Numbers {
    private Numbers() {}

    /** @throws CelInvalidArgumentException when the integer has no exact double */
    static double asDouble(long number) {
        // The largest long rounds up to 2^63, and back down to itself.
        if ((long) (double) number != number || number == Long.MAX_VALUE) {
            throw new CelInvalidArgumentException("the whole number " + number
                    + " has no exact decimal counterpart; write double(x) to have it rounded.");
        }
        return number;
    }

    static Number number(Object value, String where) {
        if (value instanceof Long || value instanceof Double) {
            return (Number) value;
        }
        if (value instanceof UnsignedLong unsigned) {
            return unsigned.bigIntegerValue().longValueExact();
        }
        throw new CelInvalidArgumentException(
                where + " takes numbers, and there is " + Values.typeName(value) + " among them.");
    }

    static Number add(Number first, Number second) {
        if (first instanceof Long a && second instanceof Long b) {
            return Math.addExact(a, b);
        }
        return asDouble(first) + asDouble(second);
    }

    static double asDouble(Number number) {
        return number instanceof Long whole ? asDouble(whole.longValue()) : number.doubleValue();
    }

    /** Compares by value, exactly: a whole number and a double are never rounded to meet. */
    static int compare(Number first, Number second) {
        if (first instanceof Long a && second instanceof Long b) {
            return Long.compare(a, b);
        }
        if (first instanceof Double a && second instanceof Double b) {
            return a.doubleValue() == b.doubleValue() ? 0 : Double.compare(a, b);
        }
        if (isFinite(first) && isFinite(second)) {
            return exact(first).compareTo(exact(second));
        }
        return Double.compare(first.doubleValue(), second.doubleValue());
    }

    static boolean isNaN(Number number) {
        return number instanceof Double decimal && decimal.isNaN();
    }

    private static boolean isFinite(Number number) {
        return !(number instanceof Double decimal) || Double.isFinite(decimal);
    }

    private static BigDecimal exact(Number number) {
        return switch (number) {
            case Double decimal -> new BigDecimal(decimal);
            case UnsignedLong unsigned -> new BigDecimal(unsigned.bigIntegerValue());
            default -> BigDecimal.valueOf(number.longValue());
        };
    }
}
