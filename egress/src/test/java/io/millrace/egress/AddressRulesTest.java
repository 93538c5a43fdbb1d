package io.millrace.egress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class AddressRulesTest {
    @SuppressWarnings("unchecked")
    static List<Map<String, String>> published_cases() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(AddressRulesTest.class.getResourceAsStream("/address-cases.json"))) {
            Map<String, Object> file = new JsonMapper().readValue(in, Map.class);
            return (List<Map<String, String>>) Objects.requireNonNull(file.get("cases"));
        }
    }

    @Test
    void the_published_cases_are_all_there() throws IOException {
        assertThat(published_cases()).hasSize(36);
    }

    @ParameterizedTest
    @MethodSource("published_cases")
    void agrees_with_the_published_cases_and_blocks_those_left_to_policy(Map<String, String> example) {
        boolean blocked =
                AddressRules.objection(InetAddress.ofLiteral(example.get("ip"))).isPresent();
        assertThat(blocked).as(example.toString()).isEqualTo(!"allow".equals(example.get("expect")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.1",
                "100.64.0.1",
                "100.127.255.255",
                "100.100.100.200",
                "127.0.0.1",
                "169.254.169.254",
                "169.254.170.2",
                "172.31.255.255",
                "192.168.1.1",
                "198.19.255.255",
                "198.51.100.7",
                "239.255.255.250",
                "255.255.255.255",
                "::",
                "::127.0.0.1",
                "::ffff:10.0.0.1",
                "64:ff9b:1::a00:1",
                "100::1",
                "2001:0:53aa::1",
                "2001:2::1",
                "2001:10::1",
                "2001:db8::1",
                "2002:7f00:1::",
                "4000::1",
                "fc00::1",
                "fd00:ec2::254",
                "fe80::1",
                "fec0::1",
                "ff05::2"
            })
    void blocks_what_is_not_public(String address) {
        assertThat(AddressRules.objection(InetAddress.ofLiteral(address))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.1",
                "168.63.129.15",
                "169.253.255.255",
                "169.255.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "192.0.1.0",
                "192.167.255.255",
                "192.169.0.0",
                "198.17.255.255",
                "198.20.0.0",
                "223.255.255.255",
                "2606:4700:4700::1111",
                "2001:4860:4860::8888",
                "2001:200::1",
                "2003::1",
                "3ffe:ffff::1",
                "3fff:1000::1"
            })
    void lets_the_neighbours_of_blocked_networks_pass(String address) {
        assertThat(AddressRules.objection(InetAddress.ofLiteral(address))).isEmpty();
    }

    @Test
    void says_that_a_metadata_service_is_one() {
        assertThat(AddressRules.objection(InetAddress.ofLiteral("169.254.169.254")))
                .hasValue("a cloud metadata service");
        assertThat(AddressRules.objection(InetAddress.ofLiteral("fd00:ec2::254")))
                .hasValue("a cloud metadata service");
    }
}
