package io.millrace.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialNamesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization",
                "Proxy-Authorization",
                "Authentication-Info",
                "Cookie",
                "set-cookie",
                "X-Api-Key",
                "api_key",
                "x-apikey",
                "X-Gitlab-Token",
                "X-Amz-Security-Token",
                "Client-Secret",
                "X-Password",
                "x-goog-credential"
            })
    void headers_that_carry_a_credential(String name) {
        assertThat(CredentialNames.isCredential(name)).isTrue();
        assertThat(CredentialNames.isProof(name)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Hub-Signature-256", "webhook-signature", "X-Shopify-Hmac-Sha256"})
    void headers_that_carry_a_proof(String name) {
        assertThat(CredentialNames.isProof(name)).isTrue();
        assertThat(CredentialNames.isCredential(name)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Type", "X-Request-Id", "User-Agent", "X-Key-Id", "webhook-timestamp"})
    void headers_that_carry_neither(String name) {
        assertThat(CredentialNames.isCredential(name)).isFalse();
        assertThat(CredentialNames.isProof(name)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"access_token", "refreshToken", "Client-Secret", "password", "api-key"})
    void fields_that_are_credentials_wherever_they_stand(String name) {
        assertThat(CredentialNames.isJsonField(name)).isTrue();
        assertThat(CredentialNames.isFormField(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"key", "token", "secret", "sig", "signature"})
    void fields_that_are_credentials_in_forms_alone(String name) {
        assertThat(CredentialNames.isFormField(name)).isTrue();
        assertThat(CredentialNames.isJsonField(name)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"token_type", "monkey", "next_page_token_hint", "id"})
    void fields_that_are_no_credentials(String name) {
        assertThat(CredentialNames.isFormField(name)).isFalse();
        assertThat(CredentialNames.isJsonField(name)).isFalse();
    }
}
