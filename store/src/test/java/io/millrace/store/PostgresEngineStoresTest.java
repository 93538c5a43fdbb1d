package io.millrace.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.core.engine.EngineRows;
import io.millrace.core.engine.EngineStores;
import io.millrace.core.engine.EngineStoresContract;
import io.millrace.core.ledger.Change;
import io.millrace.core.ledger.EventRow;
import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.MillraceException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresEngineStoresTest extends EngineStoresContract {
    private static Database database;

    private EngineStores stores;

    @BeforeAll
    static void open() {
        database = TestDatabases.postgres();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void empty() {
        stores = SqlEngineStores.of(database);
        SqlEngineStores.empty(database);
    }

    @Test
    void a_value_that_the_database_cannot_keep_is_not_told_as_a_database_that_is_away() {
        EventRow event = EngineRows.anEvent(1, "default", "a\0b");

        assertThatThrownBy(() -> EngineRows.write(stores.ledger(), new Change.AddEvent(event)))
                .isInstanceOfSatisfying(
                        MillraceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INTERNAL));
    }

    @Override
    protected EngineStores stores() {
        return stores;
    }
}
