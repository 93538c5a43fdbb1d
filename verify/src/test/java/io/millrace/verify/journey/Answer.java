package io.millrace.verify.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * What the server answered.
 *
 * @param asked the request's method and path, for messages
 */
record Answer(String asked, int status, HttpHeaders headers, byte[] body) {
    /** Fails, showing the answer, when the status is another one. */
    Answer expect(int expected) {
        assertThat(status).as("%s answered %s", asked, text()).isEqualTo(expected);
        return this;
    }

    /** Fails unless this is a problem of that code, told as RFC 9457 asks. */
    Answer problem(int expected, String code) {
        expect(expected);
        assertThat(header("content-type")).startsWith("application/problem+json");
        assertThat(text("/code")).as(text()).isEqualTo(code);
        assertThat(at("/status").asInt()).isEqualTo(expected);
        assertThat(text("/type")).isEqualTo("/docs/errors#" + code);
        assertThat(text("/title")).isNotBlank();
        assertThat(text("/detail")).as("the sentence for people").matches("(?s).+ .+[.?]");
        assertThat(at("/errors").isArray()).isTrue();
        assertThat(text("/trace")).isEqualTo(header("x-request-id"));
        return this;
    }

    /** The first value of a header, or an empty text. */
    String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    JsonNode json() {
        return Jsons.read(text());
    }

    /** The value at a JSON Pointer (RFC 6901). */
    JsonNode at(String pointer) {
        return json().at(pointer);
    }

    /** The text at a JSON Pointer. */
    String text(String pointer) {
        return at(pointer).asString();
    }

    /** The items of a page. */
    List<JsonNode> items() {
        JsonNode items = at("/items");
        assertThat(items.isArray()).as("%s gives no page: %s", asked, text()).isTrue();
        return Jsons.list(items);
    }

    /** One field of each item of a page, as text. */
    List<String> items(String field) {
        List<String> values = new ArrayList<>();
        items().forEach(item -> values.add(item.path(field).asString()));
        return values;
    }
}
