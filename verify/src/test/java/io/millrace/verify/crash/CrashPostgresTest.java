package io.millrace.verify.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.store.Database;
import io.millrace.store.DatabaseLocation;
import io.millrace.store.Databases;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class CrashPostgresTest {
    /** Twice the lease of a node: nobody else can know sooner that it is dead. */
    private static final Duration TAKE_OVER = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    @Test
    void every_acknowledged_event_is_carried_out_although_the_server_is_killed_again_and_again() {
        try (TestPostgres postgres = new TestPostgres(folder.resolve("postgres"))) {
            new CrashRun().prove("PostgreSQL", folder, postgres.newDatabase(), TAKE_OVER);
        }
    }

    @Test
    void the_server_of_this_proof_syncs_what_it_commits() {
        try (TestPostgres postgres = new TestPostgres(folder.resolve("postgres"));
                Database database = Databases.open(DatabaseLocation.parse(postgres.newDatabase(), folder))) {
            for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
                String value = database.write(handle -> handle.createQuery("SHOW " + setting)
                        .mapTo(String.class)
                        .one());
                assertThat(value).as(setting).isEqualTo("on");
            }
        }
    }
}
