package io.millrace.app;

import io.millrace.app.config.Settings;
import io.millrace.core.access.Access;
import io.millrace.core.access.SetUp;
import io.millrace.core.connection.Keyring;
import io.millrace.core.shared.Ids;
import io.millrace.core.shared.MillraceException;
import io.millrace.sdk.Sensitive;
import io.millrace.store.Database;
import io.millrace.store.Databases;
import io.millrace.store.SqlKeysetStore;
import io.millrace.store.SqlSessionStore;
import io.millrace.store.SqlTokenStore;
import io.millrace.store.SqlUserStore;
import java.time.InstantSource;
import java.util.Optional;

/** What is done on the machine the data is on, beside the server. No server may hold the embedded database meanwhile. */
public final class Maintenance {
    private Maintenance() {}

    /**
     * Sets a new password, and ends the sessions of its user.
     *
     * @throws MillraceException {@code not_found} when nobody has the address
     */
    public static void resetPassword(Settings settings, String email, String password) {
        try (Database database = Databases.open(Millrace.location(settings))) {
            InstantSource clock = InstantSource.system();
            Access access = new Access(
                    new SqlUserStore(database),
                    new SqlTokenStore(database),
                    new SqlSessionStore(database),
                    Millrace.keyring(settings, database).derive(SetUp.PURPOSE),
                    new Ids(clock, 0),
                    clock);
            access.users().resetPassword(email, password);
        }
    }

    /**
     * Replaces the master key, and makes a new data key.
     *
     * @param next the new key when the settings hold the present one; otherwise it is made, in the file of the data folder
     * @throws MillraceException {@code configuration_invalid} when a key is unusable or does not fit the database,
     *     {@code conflict} when somebody else changed the keys at the same time
     */
    public static void rotateKey(Settings settings, Optional<Sensitive> next) {
        try (Database database = Databases.open(Millrace.location(settings))) {
            SqlKeysetStore store = new SqlKeysetStore(database);
            settings.masterKey()
                    .ifPresentOrElse(
                            present -> Keyring.rotateValue(
                                    store, present.reveal(), next.orElseThrow().reveal()),
                            () -> Keyring.rotateFile(store, settings.data()));
        }
    }
}
