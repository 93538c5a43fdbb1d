package io.millrace.app;

import io.millrace.core.connection.ConnectionKinds;
import io.millrace.core.tool.Catalogue;
import io.millrace.sdk.ConnectionKind;
import java.util.List;
import java.util.Optional;

/** The catalogue as connections see it. */
record InstalledKinds(Catalogue catalogue) implements ConnectionKinds {
    @Override
    public Optional<ConnectionKind> find(String tool, String kind) {
        return catalogue.tool(tool).flatMap(found -> found.spec().connectionKind(kind));
    }

    @Override
    public List<String> names(String tool) {
        return catalogue.tool(tool).stream()
                .flatMap(found -> found.spec().connectionKinds().stream())
                .map(ConnectionKind::name)
                .toList();
    }
}
