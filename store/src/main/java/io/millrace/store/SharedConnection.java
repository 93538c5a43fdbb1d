package io.millrace.store;

import java.sql.Connection;
import org.jdbi.v3.core.ConnectionFactory;

/** Lends the one writing connection to Jdbi, which believes it closes it. */
record SharedConnection(SqliteWriter writer) implements ConnectionFactory {
    @Override
    public Connection openConnection() {
        return writer.connection();
    }

    @Override
    public void closeConnection(Connection lent) {
        // stays open for the next writer
    }
}
