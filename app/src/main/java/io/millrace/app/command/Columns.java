package io.millrace.app.command;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The columns of a list: their titles, and where in an item of the API their cells stand. */
final class Columns {
    private record Column(String title, Function<Object, String> cell) {}

    private final List<Column> columns = new ArrayList<>();

    /** @param names lead from the item to the value */
    Columns text(String title, String... names) {
        return shown(title, item -> JsonPath.text(item, names));
    }

    /** @param names lead from the item to the time */
    Columns time(String title, String... names) {
        return shown(title, item -> JsonPath.time(item, names));
    }

    Columns shown(String title, Function<Object, String> cell) {
        columns.add(new Column(title, cell));
        return this;
    }

    Table table(List<Object> items) {
        Table table = new Table(columns.stream().map(Column::title).toArray(String[]::new));
        items.forEach(item -> table.row(
                columns.stream().map(column -> column.cell().apply(item)).toArray(String[]::new)));
        return table;
    }
}
