package io.millrace.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** The build names the PostgreSQL to test on: a run on another one would prove the wrong thing. */
class PostgresVersionTest {
    @Test
    void the_server_is_the_version_that_the_build_asks_for() throws SQLException {
        String asked = System.getProperty("millrace.test.postgres");

        assertThat(asked).isNotBlank();
        assertThat(TestDatabases.serverVersion()).startsWith(asked.substring(0, asked.lastIndexOf('.')));
    }
}
