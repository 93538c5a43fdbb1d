package io.millrace.core.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.core.shared.Json;
import io.millrace.sdk.Sensitive;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SecretMaskTest {
    private static final String SECRET = "p\u00e4ss \"word\"/+\n*~";

    private final SecretMask mask = SecretMask.of(List.of(SECRET, "xoxb-12345", "abc"));

    @Test
    void a_secret_is_masked_as_it_is() {
        assertThat(mask.text("before xoxb-12345 and " + SECRET + " after"))
                .isEqualTo("before ******** and ******** after");
    }

    @Test
    void a_secret_is_masked_inside_json_and_json_inside_json() {
        String json = Json.write(Map.of("a", SECRET));
        String nested = Json.write(Map.of("a", json));

        assertThat(mask.text(json)).isEqualTo("{\"a\":\"********\"}");
        assertThat(mask.text(nested)).doesNotContain("word");
        assertThat(mask.text("p\\u00e4ss \\\"word\\\"/+\\n*~")).isEqualTo("********");
        assertThat(mask.text("p\u00e4ss \\\"word\\\"\\/+\\n*~")).isEqualTo("********");
    }

    @Test
    void a_secret_is_masked_in_urls_and_forms() {
        String form = URLEncoder.encode(SECRET, StandardCharsets.UTF_8);

        assertThat(mask.text("a=" + form)).isEqualTo("a=********");
        assertThat(mask.text("a=p%c3%a4ss+%22word%22%2f%2b%0a*%7e")).isEqualTo("a=********");
        assertThat(mask.text("a=p%C3%A4ss%20%22word%22%2F%2B%0A%2A~")).isEqualTo("a=********");
    }

    @Test
    void a_secret_is_masked_in_base64_wherever_it_stands() {
        for (String before : List.of("", "u", "us", "use", "user:")) {
            for (String after : List.of("", ";", ";;", ";;;")) {
                byte[] bytes = (before + SECRET + after).getBytes(StandardCharsets.UTF_8);
                for (Base64.Encoder encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
                    String masked = mask.text("Basic " + encoder.encodeToString(bytes));

                    assertThat(masked).contains("********");
                    assertThat(masked.replace("********", "").length()).isLessThan(24);
                }
            }
        }
        assertThat(mask.text(Base64.getEncoder().encodeToString("xoxb-12345".getBytes(StandardCharsets.UTF_8))))
                .isEqualTo("********");
    }

    @Test
    void a_secret_is_masked_in_every_common_percent_encoding() {
        SecretMask url = SecretMask.of(List.of("a/b:c@d+e f&g'(h)"));

        for (String encoded : List.of(
                "a/b%3Ac%40d%2Be%20f%26g%27%28h%29",
                "a%2Fb%3Ac%40d%2Be%20f%26g'(h)",
                "a/b:c@d+e%20f&g'(h)",
                "a%2Fb:c@d+e%20f&g'(h)",
                "a%2fb%3ac%40d%2be%20f%26g%27%28h%29")) {
            assertThat(url.text("<" + encoded + ">")).as(encoded).isEqualTo("<********>");
        }
    }

    @Test
    void a_secret_is_masked_in_hexadecimal_in_html_in_small_letters_and_in_careful_json() {
        SecretMask html = SecretMask.of(List.of("Q<u>O\u007f&'\"x"));

        assertThat(html.text("513c753e4f7f26272278")).isEqualTo("********");
        assertThat(html.text("513C753E4F7F26272278")).isEqualTo("********");
        assertThat(html.text("Q&lt;u&gt;O\u007f&amp;&#39;&quot;x")).isEqualTo("********");
        assertThat(html.text("Q&lt;u&gt;O\u007f&amp;&#x27;&#34;x")).isEqualTo("********");
        assertThat(html.text("Q<u>O\\u007f&'\\\"x")).isEqualTo("********");
        assertThat(html.text("Q<u>O\\u007F&'\\\"x")).isEqualTo("********");
        assertThat(html.text("Q\\u003cu\\u003eO\u007f\\u0026'\\\"x")).isEqualTo("********");
        assertThat(SecretMask.of(List.of("TENANT-Key")).text("https://tenant-key.example.com/"))
                .isEqualTo("https://********.example.com/");
    }

    @Test
    void a_secret_is_masked_in_base64_with_line_breaks() {
        SecretMask token = SecretMask.of(List.of("correct-horse-battery-staple"));
        for (int before = 0; before < 90; before++) {
            byte[] bytes = ("x".repeat(before) + "correct-horse-battery-staple" + "y".repeat(90))
                    .getBytes(StandardCharsets.UTF_8);
            String wrapped = Base64.getMimeEncoder().encodeToString(bytes);
            String masked = token.text(Base64.getEncoder().encodeToString(bytes));

            assertThat(masked).contains("********");
            assertThat(token.text(wrapped).replace("\r\n", ""))
                    .as("%d before", before)
                    .isEqualTo(masked);
            assertThat(token.text(Json.write(wrapped)).replace("\\r\\n", "").replace("\"", ""))
                    .isEqualTo(masked);
        }
        assertThat(token.text("correct-horse-\nbattery-staple")).isEqualTo("correct-horse-\nbattery-staple");
    }

    @Test
    void secrets_shorter_than_four_characters_are_left() {
        assertThat(mask.text("abc abcd")).isEqualTo("abc abcd");
    }

    @Test
    void overlapping_and_touching_secrets_leave_nothing_readable() {
        SecretMask overlapping = SecretMask.of(List.of("abcdef", "defghi", "cdef", "efghijkl"));

        assertThat(overlapping.text("-abcdefghi-")).isEqualTo("-********-");
        assertThat(overlapping.text("-abcdefghijkl-")).isEqualTo("-********-");
        assertThat(overlapping.text("abcdefabcdef")).isEqualTo("********");
        assertThat(overlapping.text("abcde cdef")).isEqualTo("abcde ********");
    }

    @Test
    void long_secrets_are_masked_to_their_end_and_cut_ones_as_far_as_they_go() {
        String certificate = randomText(new Random(7), 5_000);
        SecretMask longMask = SecretMask.of(List.of(certificate));

        assertThat(longMask.text("<" + certificate + ">")).isEqualTo("<********>");
        assertThat(longMask.text("<" + certificate.substring(0, 400) + ">")).isEqualTo("<********>");
        assertThat(longMask.text(certificate + certificate)).isEqualTo("********");
    }

    @Test
    void values_are_masked_in_depth_with_names_numbers_and_sensitive_texts() {
        SecretMask numbers = mask.and(Set.of("4711471147"));
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("list", Arrays.asList("see xoxb-12345", null, 4711471147L, 5L, true));
        value.put("xoxb-12345", Map.of("deep", List.of(List.of("xoxb-12345"))));
        value.put("hidden", Sensitive.join("Bearer ", Sensitive.of("unknown")));

        assertThat(Json.write(numbers.value(value)))
                .isEqualTo("{\"list\":[\"see ********\",null,\"********\",5,true],"
                        + "\"********\":{\"deep\":[[\"********\"]]},\"hidden\":\"Bearer ********\"}");
    }

    @Test
    void a_value_without_secrets_is_given_back_as_it_is() {
        Object value = Map.of("a", List.of("b", 1L), "c", "d");

        assertThat(mask.value(value)).isSameAs(value);
        assertThat(mask.value(null)).isNull();
        assertThat(SecretMask.NONE.value(value)).isSameAs(value);
    }

    @Test
    void more_secrets_add_to_a_mask_and_known_ones_do_not() {
        SecretMask more = mask.and(List.of("another secret"));

        assertThat(more.text("another secret, xoxb-12345")).isEqualTo("********, ********");
        assertThat(mask.and(List.of(SECRET, "xoxb-12345", "abc"))).isSameAs(mask);
        assertThat(more.and(List.of("another secret"))).isSameAs(more);
    }

    @Test
    void the_search_finds_exactly_what_a_plain_search_finds() {
        Random random = new Random(42);
        for (int round = 0; round < 300; round++) {
            Set<String> phrases = IntStream.range(0, 1 + random.nextInt(6))
                    .mapToObj(_ -> smallAlphabet(random, 1 + random.nextInt(5)))
                    .collect(Collectors.toSet());
            String text = smallAlphabet(random, 60);
            boolean[] found = new boolean[text.length()];
            new PhraseTree(phrases).search(text, (start, end) -> Arrays.fill(found, start, end, true));

            assertThat(found).as("%s in %s", phrases, text).isEqualTo(plainSearch(phrases, text));
        }
    }

    private static boolean[] plainSearch(Set<String> phrases, String text) {
        boolean[] found = new boolean[text.length()];
        for (String phrase : phrases) {
            for (int at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + 1)) {
                Arrays.fill(found, at, at + phrase.length(), true);
            }
        }
        return found;
    }

    private static String smallAlphabet(Random random, int length) {
        return random.ints(length, 'a', 'd').mapToObj(Character::toString).collect(Collectors.joining());
    }

    private static String randomText(Random random, int length) {
        return random.ints(length, 'a', 'z' + 1).mapToObj(Character::toString).collect(Collectors.joining());
    }
}
