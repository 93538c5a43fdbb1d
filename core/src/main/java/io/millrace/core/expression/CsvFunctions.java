package io.millrace.core.expression;

import static dev.cel.common.types.SimpleType.DYN;
import static dev.cel.common.types.SimpleType.STRING;

import dev.cel.common.exceptions.CelInvalidArgumentException;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.values.NullValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Comma-separated values as RFC 4180 describes them: fields with a comma, a quote or a line break stand in double quotes, a
 * quote inside is doubled, lines end with CR LF. Reading takes LF alone too.
 */
final class CsvFunctions {
    private CsvFunctions() {}

    static List<BuiltIn> all() {
        return List.of(
                BuiltIn.function(
                        "to_csv", "to_csv_list", STRING, List.of(ListType.create(DYN)), a -> write((List<?>) a[0])),
                BuiltIn.function(
                        "from_csv",
                        "from_csv_string",
                        ListType.create(MapType.create(STRING, STRING)),
                        List.of(STRING),
                        a -> read((String) a[0])));
    }

    /** A list of maps, with a first line of all their keys; or a list of lists, as they are. */
    private static String write(List<?> rows) {
        StringBuilder text = new StringBuilder();
        Set<Object> columns = new LinkedHashSet<>();
        for (Object row : rows) {
            Meter.current().tick();
            if (row instanceof Map<?, ?> map) {
                columns.addAll(map.keySet());
            }
        }
        if (!columns.isEmpty()) {
            line(text, columns);
        }
        for (Object row : rows) {
            Meter.current().tick();
            line(text, cells(row, columns));
        }
        return Meter.current().made(text.toString());
    }

    private static Collection<?> cells(Object row, Set<Object> columns) {
        if (row instanceof Map<?, ?> map) {
            List<Object> cells = new ArrayList<>();
            for (Object column : columns) {
                Object cell = map.get(column);
                cells.add(cell == null ? NullValue.NULL_VALUE : cell);
            }
            return cells;
        }
        if (row instanceof List<?> list && columns.isEmpty()) {
            return list;
        }
        throw new CelInvalidArgumentException(
                "to_csv takes a list of maps or a list of lists, and there is " + Values.typeName(row) + " in it.");
    }

    private static void line(StringBuilder text, Collection<?> cells) {
        boolean first = true;
        for (Object cell : cells) {
            text.append(first ? "" : ",").append(quoted(cell));
            first = false;
            if (text.length() > Meter.MAX_TEXT) {
                Meter.current().text(text.length());
            }
        }
        text.append("\r\n");
    }

    private static String quoted(Object cell) {
        String text = cell instanceof String string ? string : cellText(cell);
        boolean special = text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return special ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }

    private static String cellText(Object cell) {
        if (cell == NullValue.NULL_VALUE) {
            return "";
        }
        String json = CodingFunctions.toJson(cell);
        boolean quotedText = json.startsWith("\"");
        return quotedText ? json.substring(1, json.length() - 1) : json;
    }

    /** A map for each line after the first, whose cells are the keys. */
    private static List<Map<String, String>> read(String text) {
        Meter.current().text(text.length());
        Reader reader = new Reader(text);
        List<Map<String, String>> rows = new ArrayList<>();
        if (reader.atEnd()) {
            return rows;
        }
        List<String> names = reader.line();
        while (!reader.atEnd()) {
            List<String> cells = reader.line();
            if (cells.size() > names.size()) {
                throw new CelInvalidArgumentException("line " + (rows.size() + 2) + " of the CSV has " + cells.size()
                        + " cells, and the first line names " + names.size() + ".");
            }
            Map<String, String> row = new LinkedHashMap<>();
            for (int i = 0; i < cells.size(); i++) {
                row.put(names.get(i), cells.get(i));
            }
            rows.add(row);
            Meter.current().elements((long) rows.size() * names.size());
        }
        return rows;
    }

    private static final class Reader {
        private final String text;
        private int position;

        Reader(String text) {
            this.text = text;
        }

        boolean atEnd() {
            return position >= text.length();
        }

        List<String> line() {
            List<String> cells = new ArrayList<>();
            while (true) {
                cells.add(cell());
                if (!take(',')) {
                    break;
                }
            }
            take('\r');
            if (!take('\n') && !atEnd()) {
                throw new CelInvalidArgumentException("the CSV has text after a closing quote.");
            }
            return cells;
        }

        private String cell() {
            return take('"') ? quotedCell() : plainCell();
        }

        private String plainCell() {
            int start = position;
            while (!atEnd() && ",\r\n".indexOf(text.charAt(position)) < 0) {
                position++;
            }
            return text.substring(start, position);
        }

        private String quotedCell() {
            StringBuilder cell = new StringBuilder();
            while (true) {
                int quote = text.indexOf('"', position);
                if (quote < 0) {
                    throw new CelInvalidArgumentException("the CSV has a quote that is never closed.");
                }
                cell.append(text, position, quote);
                position = quote + 1;
                if (!take('"')) {
                    return cell.toString();
                }
                cell.append('"');
            }
        }

        private boolean take(char wanted) {
            boolean there = !atEnd() && text.charAt(position) == wanted;
            position += there ? 1 : 0;
            return there;
        }
    }
}
