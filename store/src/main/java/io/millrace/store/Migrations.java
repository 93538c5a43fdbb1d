package io.millrace.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings the schema of a database to the one this version needs. */
final class Migrations {
    /** The newest migration in the folders; a test holds it to them. Flyway is only started when the database is behind. */
    static final int LATEST = 17;

    private Migrations() {}

    static void apply(DataSource source, Dialect dialect) {
        if (current(source) == LATEST) {
            return;
        }
        Flyway.configure()
                .dataSource(source)
                .locations(dialect.migrations())
                .sqlMigrationPrefix("V")
                .load()
                .migrate();
    }

    private static int current(DataSource source) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT version FROM flyway_schema_history WHERE success ORDER BY installed_rank DESC LIMIT 1")) {
            return row.next() ? row.getInt(1) : 0;
        } catch (SQLException e) {
            return 0; // a new database has no history table; Flyway reports anything else that is wrong
        }
    }
}
