package io.millrace.core.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.MillraceException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PasswordsTest {
    private final Passwords passwords = new Passwords(1, Duration.ofSeconds(5));

    @Test
    void a_hash_is_of_its_password_only_and_different_each_time() {
        String stored = passwords.hash("ops@example.com", "correct horse battery");

        assertThat(stored).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").doesNotContain("horse");
        assertThat(passwords.matches("correct horse battery", stored)).isTrue();
        assertThat(passwords.matches("correct horse batterz", stored)).isFalse();
        assertThat(passwords.hash("ops@example.com", "correct horse battery")).isNotEqualTo(stored);
        assertThat(passwords.outdated(stored)).isFalse();
    }

    /** Made with the reference implementation: {@code echo -n password | argon2 somesalt -id -t 2 -m 16 -p 1 -e}. */
    @Test
    void hashes_of_other_programs_and_parameters_are_read() {
        String stored = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

        assertThat(passwords.matches("password", stored)).isTrue();
        assertThat(passwords.matches("Password", stored)).isFalse();
        assertThat(passwords.outdated(stored)).isTrue();
    }

    @Test
    void the_rules_are_length_and_not_the_address() {
        for (String refused : List.of("short", "x".repeat(11), "x".repeat(257), "Ops@Example.com")) {
            assertThatThrownBy(() -> passwords.hash("ops@example.com", refused))
                    .isInstanceOfSatisfying(
                            MillraceException.class,
                            refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.INPUT_INVALID))
                    .hasMessageNotContaining(refused);
        }
        assertThat(passwords.hash("ops@example.com", "x".repeat(12))).isNotEmpty();
    }

    @Test
    void a_damaged_or_greedy_hash_matches_nothing() {
        for (String stored : List.of("", "plain", "$argon2id$v=19$m=9999999,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO0")) {
            assertThat(passwords.matches("password", stored)).isFalse();
        }
    }

    @Test
    void who_finds_no_place_is_told_to_come_back() {
        Passwords busy = new Passwords(0, Duration.ZERO);

        assertThatThrownBy(() -> busy.hash("ops@example.com", "correct horse battery"))
                .isInstanceOfSatisfying(
                        MillraceException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.OVERLOADED));
    }
}
