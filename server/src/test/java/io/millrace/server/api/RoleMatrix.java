package io.millrace.server.api;

import io.millrace.core.access.Role;
import io.millrace.server.route.Guard;
import io.millrace.server.route.RouteTable;
import java.util.Locale;

/** Who may call which route, as a page for people. It is committed, so that a change of it is seen in review. */
final class RoleMatrix {
    private RoleMatrix() {}

    static String markdown(RouteTable table) {
        StringBuilder text = new StringBuilder("""
                # Who may call what

                Read off the table of routes; a test fails when this page and the table differ. `-` means refused with 403,
                or with 401 for those who do not say who they are.

                | route | needs | nobody | viewer | operator | editor | owner |
                | --- | --- | --- | --- | --- | --- | --- |
                """);
        for (RouteTable.Row row : table.rows()) {
            Guard guard = row.route().guard();
            text.append("| `")
                    .append(
                            row.route().method().equals("*")
                                    ? "any"
                                    : row.route().method())
                    .append(' ')
                    .append(row.path())
                    .append("` | ")
                    .append(needs(guard))
                    .append(" | ")
                    .append(mark(guard instanceof Guard.Open));
            for (Role role : Role.values()) {
                text.append(" | ").append(mark(guard.admits(role)));
            }
            text.append(" |\n");
        }
        return text.toString();
    }

    private static String needs(Guard guard) {
        return switch (guard) {
            case Guard.Needs(var permission) -> permission.name().toLowerCase(Locale.ROOT);
            case Guard.SignedIn(String why) -> "being known: " + why;
            case Guard.Open(String why) -> "nothing: " + why;
        };
    }

    private static String mark(boolean admitted) {
        return admitted ? "yes" : "-";
    }
}
