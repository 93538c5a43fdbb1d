package io.millrace.app.command;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;

/** What the commands share that show a page of a list as a table. */
abstract class PageCommand extends ApiCommand {
    @Mixin
    private PageOptions page = new PageOptions();

    private final String path;
    private final Columns columns;
    private final String nothing;

    /**
     * @param path of the list
     * @param nothing what is told when it is empty
     */
    PageCommand(Terminal terminal, String path, Columns columns, String nothing) {
        super(terminal);
        this.path = path;
        this.columns = columns;
        this.nothing = nothing;
    }

    /** The path of the list, where it depends on what was typed. */
    String path() {
        return path;
    }

    /** Adds what narrows the list, by the names of the API. */
    void addFilters(Map<String, Optional<String>> query) {}

    @Override
    final int run(Api api) {
        Map<String, Optional<String>> query = new LinkedHashMap<>();
        addFilters(query);
        page.addTo(query);
        Api.Answer answer = api.get(path() + Api.query(query));
        return showPage(answer, columns.table(JsonPath.list(answer.json(), "items")), nothing);
    }
}
