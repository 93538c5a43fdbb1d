package io.millrace.core.expression;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** CEL's messages in the words of people who did not read CEL's specification. */
final class Messages {
    private static final Pattern UNKNOWN_NAME = Pattern.compile("undeclared reference to '([^']*)'.*", Pattern.DOTALL);
    private static final Pattern UNKNOWN_FIELD = Pattern.compile("undefined field '(.*)'");
    private static final Pattern NO_OVERLOAD =
            Pattern.compile("found no matching overload for '([^']*)' applied to '(.*?)'.*", Pattern.DOTALL);
    private static final Pattern NO_OVERLOAD_FOR_DATA =
            Pattern.compile("No matching overload for function '([^']*)'\\..*", Pattern.DOTALL);
    private static final Pattern UNEXPECTED =
            Pattern.compile("(?:mismatched|extraneous) input '(.*?)' expecting .*", Pattern.DOTALL);
    private static final Pattern LONE_EQUALS =
            Pattern.compile("token recognition error at: '=.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern OR_NULL = Pattern.compile("wrapper\\((\\w+)\\)");
    private static final Pattern MISSING_KEY = Pattern.compile("key '(.*)' is not present in map\\.");

    /** A longer name is compared with no other: that takes time in proportion to the lengths of both. */
    private static final int MAX_COMPARED = 80;

    private Messages() {}

    static Optional<String> unknownName(String message) {
        return group(UNKNOWN_NAME, message);
    }

    static Optional<String> unknownField(String message) {
        return group(UNKNOWN_FIELD, message);
    }

    static String plain(String message) {
        Matcher missing = MISSING_KEY.matcher(message);
        if (missing.matches()) {
            String key = missing.group(1);
            return "there is no key '" + key + "'. Write ?." + key + " with orValue(...), or has(...), to expect that.";
        }
        Matcher overload = NO_OVERLOAD.matcher(message);
        if (overload.matches()) {
            return notTaken(operator(overload.group(1)), readable(overload.group(2)));
        }
        Matcher data = NO_OVERLOAD_FOR_DATA.matcher(message);
        if (data.matches()) {
            return "'" + operator(data.group(1))
                    + "' met values of types it does not take; string(x), int(x) and double(x)" + " convert.";
        }
        if (message.startsWith("Expression recursion limit exceeded")) {
            return "this nests too deep, or is too long a chain: at most " + Guards.MAX_DEPTH + " levels are allowed.";
        }
        Matcher unexpected = UNEXPECTED.matcher(message);
        if (unexpected.matches()) {
            String found = unexpected.group(1);
            return found.equals("<EOF>") ? "the expression ends too early." : "'" + found + "' is not expected here.";
        }
        if (LONE_EQUALS.matcher(message).matches()) {
            return "'=' is not an operator. Did you mean '=='?";
        }
        return readable(message);
    }

    private static String notTaken(String operator, String types) {
        String sentence = "'" + operator + "' does not take " + types + ".";
        if (types.contains("secret")) {
            return sentence + " A secret can only be a value or a part of a text: nothing may look at it.";
        }
        return operator.equals("? :")
                ? sentence + " Both values must be of one type; write dyn(x) around one to allow two."
                : sentence;
    }

    /** A hint at the closest of the known names; empty when none is close. */
    static String didYouMean(String unknown, Collection<String> known) {
        int limit = Math.max(1, unknown.length() / 3);
        String best = "";
        int bestDistance = limit + 1;
        for (String name : unknown.length() > MAX_COMPARED ? List.<String>of() : known) {
            if (Math.abs(name.length() - unknown.length()) > limit) {
                continue;
            }
            int distance = distance(unknown, name);
            if (distance < bestDistance) {
                best = name;
                bestDistance = distance;
            }
        }
        return best.isEmpty() ? "" : " Did you mean '" + best + "'?";
    }

    /** {@code _+_} is how CEL names {@code +}; {@code @range} is the range of a loop. */
    private static String operator(String name) {
        return switch (name) {
            case Guards.RANGE -> "a loop";
            case "_[_]", "_[?_]" -> "[ ]";
            case "_?_:_" -> "? :";
            case "@in" -> "in";
            case "!_" -> "!";
            case "-_" -> "-";
            default -> name.replace("_", "").isEmpty() || !name.startsWith("_") ? name : name.replace("_", "");
        };
    }

    private static String readable(String message) {
        return OR_NULL.matcher(message)
                .replaceAll("$1 or null")
                .replace("google.protobuf.Timestamp", "timestamp")
                .replace("google.protobuf.Duration", "duration")
                .replaceAll(" \\(in container ''\\)", "");
    }

    private static Optional<String> group(Pattern pattern, String message) {
        Matcher matcher = pattern.matcher(message);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** Levenshtein's distance, where a swap of neighbours costs as much as one change. */
    private static int distance(String from, String to) {
        int[][] cost = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, from, to, i, j);
            }
        }
        return cost[from.length()][to.length()];
    }

    private static int cheapest(int[][] cost, String from, String to, int i, int j) {
        boolean same = from.charAt(i - 1) == to.charAt(j - 1);
        int best = Math.min(cost[i - 1][j - 1] + (same ? 0 : 1), Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
        boolean swapped =
                i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
        return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
    }
}
