package io.millrace.core.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.core.connection.SecretPlace.OfConnection;
import io.millrace.core.connection.SecretPlace.OfVariable;
import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.MillraceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyringTest {
    private static final SecretPlace PLACE = new OfConnection("default", "team-chat", "token");

    @TempDir
    private Path folder;

    private final FakeKeysetStore store = new FakeKeysetStore();

    @Test
    void a_sealed_text_opens_in_its_place_also_after_a_restart() {
        Sealed sealed = Keyring.open(store, Optional.empty(), folder).seal(PLACE, "xoxb-123 \u00e9");

        Keyring restarted = Keyring.open(store, Optional.empty(), folder);

        assertThat(restarted.open(PLACE, sealed).reveal()).isEqualTo("xoxb-123 \u00e9");
    }

    @Test
    void a_sealed_text_opens_nowhere_else() {
        Keyring keyring = Keyring.open(store, MasterKey.random());
        Sealed sealed = keyring.seal(PLACE, "xoxb-123");

        for (SecretPlace other : new SecretPlace[] {
            new OfConnection("other", "team-chat", "token"),
            new OfConnection("default", "team", "token"),
            new OfConnection("default", "team-chat", "signing"),
            new OfVariable("default", "TOKEN")
        }) {
            assertThatThrownBy(() -> keyring.open(other, sealed))
                    .isInstanceOf(MillraceException.class)
                    .hasMessageContaining("cannot be decrypted")
                    .hasMessageNotContaining("xoxb");
        }
    }

    @Test
    void the_same_text_is_sealed_differently_each_time_and_damage_is_noticed() {
        Keyring keyring = Keyring.open(store, MasterKey.random());
        Sealed sealed = keyring.seal(PLACE, "xoxb-123");
        byte[] bytes = Base64.getDecoder().decode(sealed.base64());
        bytes[bytes.length - 1] ^= 1;

        assertThat(keyring.seal(PLACE, "xoxb-123")).isNotEqualTo(sealed);
        assertThatThrownBy(
                        () -> keyring.open(PLACE, new Sealed(Base64.getEncoder().encodeToString(bytes))))
                .isInstanceOf(MillraceException.class);
        assertThatThrownBy(() -> keyring.open(PLACE, new Sealed("%%"))).isInstanceOf(MillraceException.class);
    }

    @Test
    void the_first_start_makes_a_key_file_that_only_its_owner_may_read() throws IOException {
        Keyring.open(store, Optional.empty(), folder.resolve("data"));

        Path file = folder.resolve("data/master.key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Base64.getDecoder().decode(Files.readString(file).strip())).hasSize(MasterKey.LENGTH);
        assertThat(folder.resolve("data").toFile().list()).containsExactly("master.key");
    }

    @Test
    void a_key_file_that_others_may_read_stops_the_start_with_advice() throws IOException {
        Keyring.open(store, Optional.empty(), folder);
        Path file = folder.resolve("master.key");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

        assertRefused(() -> Keyring.open(store, Optional.empty(), folder), "chmod 600 " + file);
    }

    @Test
    void a_lost_key_file_stops_the_start_and_no_new_one_is_made() {
        Keyring.open(store, MasterKey.random());

        assertRefused(() -> Keyring.open(store, Optional.empty(), folder), "Restore the file from your back-up");

        assertThat(folder.resolve("master.key")).doesNotExist();
    }

    @Test
    void another_master_key_stops_the_start() {
        Keyring.open(store, MasterKey.random());

        assertRefused(
                () -> Keyring.open(store, Optional.of(MasterKey.random().base64()), folder),
                "does not match this database");
    }

    @Test
    void the_environment_wins_over_the_file_and_makes_none() {
        String key = MasterKey.random().base64();
        Sealed sealed =
                Keyring.open(store, Optional.of(" " + key + "\n"), folder).seal(PLACE, "x");

        assertThat(Keyring.open(store, Optional.of(key), folder)
                        .open(PLACE, sealed)
                        .reveal())
                .isEqualTo("x");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void an_unusable_master_key_is_refused_without_showing_it() {
        for (String unusable : new String[] {"not base64!", "c2hvcnQ="}) {
            assertThatThrownBy(() -> Keyring.open(store, Optional.of(unusable), folder))
                    .isInstanceOf(MillraceException.class)
                    .hasMessageContaining("MILLRACE_MASTER_KEY")
                    .hasMessageContaining("openssl rand -base64 32")
                    .hasMessageNotContaining(unusable);
        }
    }

    @Test
    void after_a_rotation_old_secrets_open_and_new_ones_open_on_other_nodes() {
        MasterKey master = MasterKey.random();
        Keyring first = Keyring.open(store, master);
        Keyring second = Keyring.open(store, master);
        Sealed old = first.seal(PLACE, "old");

        first.rotate();
        Sealed young = first.seal(PLACE, "young");

        assertThat(first.open(PLACE, old).reveal()).isEqualTo("old");
        assertThat(second.open(PLACE, young).reveal()).isEqualTo("young");
        assertThat(store.find().orElseThrow().revision()).isEqualTo(2);
    }

    @Test
    void the_master_key_can_be_changed_without_touching_secrets() {
        MasterKey old = MasterKey.random();
        MasterKey next = MasterKey.random();
        Keyring keyring = Keyring.open(store, old);
        Sealed sealed = keyring.seal(PLACE, "x");

        keyring.rewrap(next);

        assertThat(Keyring.open(store, next).open(PLACE, sealed).reveal()).isEqualTo("x");
        assertRefused(() -> Keyring.open(store, old), "does not match");
    }

    @Test
    void derived_texts_are_the_same_on_every_node_and_differ_by_purpose_and_installation() {
        MasterKey master = MasterKey.random();
        Keyring one = Keyring.open(store, master);

        assertThat(one.derive("set-up"))
                .isEqualTo(Keyring.open(store, master).derive("set-up"))
                .hasSize(43)
                .isNotEqualTo(one.derive("other"))
                .isNotEqualTo(Keyring.open(new FakeKeysetStore(), master).derive("set-up"));
    }

    private static void assertRefused(ThrowingCallable start, String advice) {
        assertThatThrownBy(start)
                .isInstanceOfSatisfying(
                        MillraceException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.CONFIGURATION_INVALID))
                .hasMessageContaining(advice);
    }
}
