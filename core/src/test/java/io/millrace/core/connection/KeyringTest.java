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
import java.util.List;
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
    void after_a_rotation_old_and_new_secrets_open_with_the_new_master_key_only() {
        MasterKey old = MasterKey.random();
        MasterKey next = MasterKey.random();
        Keyring keyring = Keyring.open(store, old);
        Sealed before = keyring.seal(PLACE, "before");

        keyring.rotate(next);
        Sealed after = keyring.seal(PLACE, "after");

        assertThat(store.find().orElseThrow().revision()).isEqualTo(2);
        for (Keyring any : List.of(keyring, Keyring.open(store, next))) {
            assertThat(any.open(PLACE, before).reveal()).isEqualTo("before");
            assertThat(any.open(PLACE, after).reveal()).isEqualTo("after");
        }
        assertRefused(() -> Keyring.open(store, old), "does not match");
    }

    @Test
    void a_node_that_runs_on_keeps_its_keys_until_it_needs_newer_ones() {
        MasterKey old = MasterKey.random();
        Keyring first = Keyring.open(store, old);
        Keyring second = Keyring.open(store, old);
        Sealed before = first.seal(PLACE, "before");

        first.rotate(MasterKey.random());

        assertThat(second.open(PLACE, before).reveal()).isEqualTo("before");
        assertThat(first.open(PLACE, second.seal(PLACE, "meanwhile")).reveal()).isEqualTo("meanwhile");
        assertRefused(() -> second.open(PLACE, first.seal(PLACE, "after")), "does not match");
    }

    @Test
    void a_rotation_of_the_file_puts_another_key_in_its_place() throws IOException {
        Sealed sealed = Keyring.open(store, Optional.empty(), folder).seal(PLACE, "x");
        Path file = folder.resolve("master.key");
        String old = Files.readString(file);

        Keyring.rotateFile(store, folder);

        assertThat(Files.readString(file)).isNotEqualTo(old);
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(folder).isDirectoryNotContaining(left -> !left.equals(file));
        assertThat(Keyring.open(store, Optional.empty(), folder)
                        .open(PLACE, sealed)
                        .reveal())
                .isEqualTo("x");
        assertRefused(() -> Keyring.open(store, Optional.of(old), folder), "does not match");
    }

    @Test
    void a_rotation_that_is_interrupted_after_the_database_changed_is_finished_by_the_next_start() throws IOException {
        Keyring keyring = Keyring.open(store, Optional.empty(), folder);
        Sealed sealed = keyring.seal(PLACE, "x");
        MasterKeyFile file = new MasterKeyFile(folder);
        MasterKey next = file.prepareNext();
        keyring.rotate(next);

        assertThat(Keyring.open(store, Optional.empty(), folder)
                        .open(PLACE, sealed)
                        .reveal())
                .isEqualTo("x");
        assertThat(Files.readString(file.path()).strip()).isEqualTo(next.base64());
        assertThat(file.next()).isEmpty();
    }

    @Test
    void a_rotation_that_is_interrupted_before_the_database_changed_has_not_happened() {
        Sealed sealed = Keyring.open(store, Optional.empty(), folder).seal(PLACE, "x");
        new MasterKeyFile(folder).prepareNext();

        assertThat(Keyring.open(store, Optional.empty(), folder)
                        .open(PLACE, sealed)
                        .reveal())
                .isEqualTo("x");

        Keyring.rotateFile(store, folder);
        assertThat(Keyring.open(store, Optional.empty(), folder)
                        .open(PLACE, sealed)
                        .reveal())
                .isEqualTo("x");
    }

    @Test
    void a_key_that_is_kept_elsewhere_is_replaced_by_one_that_is_given() {
        String old = MasterKey.random().base64();
        String next = MasterKey.random().base64();
        Sealed sealed = Keyring.open(store, Optional.of(old), folder).seal(PLACE, "x");

        assertRefused(() -> Keyring.rotateValue(store, old, "c2hvcnQ="), "the new value has 5 bytes");
        assertRefused(() -> Keyring.rotateValue(store, next, old), "does not match");
        Keyring.rotateValue(store, old, next + "\n");

        assertThat(Keyring.open(store, Optional.of(next), folder)
                        .open(PLACE, sealed)
                        .reveal())
                .isEqualTo("x");
        assertThat(folder).isEmptyDirectory();
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
