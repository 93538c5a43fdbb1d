package io.millrace.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.core.shared.Json;
import io.millrace.sdk.ActionSpec;
import io.millrace.sdk.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every request to Discord against the routes and bodies of the types that Discord's developers maintain. */
class DiscordDescriptionTest {
    private static final Pattern ROUTE = Pattern.compile("- (GET|POST|PUT|PATCH|DELETE) +`([^`]+)`");
    private static final Pattern FIELD = Pattern.compile("^    (\\w+)(\\?)?:", Pattern.MULTILINE);

    private static List<String> routes;
    private static Stage stage;

    @BeforeAll
    static void read() throws Exception {
        routes = new ArrayList<>();
        Matcher matcher = ROUTE.matcher(VendorFile.read("discord-api-types/_generated_/rest/v10/interfaces.d.ts"));
        while (matcher.find()) {
            routes.add(matcher.group(1) + " " + matcher.group(2));
        }
        stage = new Stage();
    }

    @AfterAll
    static void close() {
        stage.close();
    }

    @Test
    void every_route_exists() throws Exception {
        assertThat(routes).hasSizeGreaterThan(100);
        for (ActionSpec action :
                Stage.catalogue().tool("discord").orElseThrow().spec().actions()) {
            for (Connection connection : List.of(bot(), webhook())) {
                if (action.worksWith(connection.kind())) {
                    RecordedRequest request =
                            stage.requestOf("discord." + action.name(), connection, FullInput.of(action));
                    String sent = request.getMethod() + " " + request.getUrl().encodedPath();
                    assertThat(routes)
                            .as(sent)
                            .anySatisfy(route -> assertThat(sent).matches(route.replaceAll("\\{[^}]*}", "[^/]+")));
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "send_message,bot_token,channel,RESTPostAPIChannelMessageJSONBody",
        "send_message,webhook,webhook,RESTPostAPIWebhookWithTokenJSONBody",
        "edit_message,bot_token,channel,RESTPatchAPIChannelMessageJSONBody",
        "create_thread,bot_token,channel,RESTPostAPIChannelMessagesThreadsJSONBody"
    })
    void a_body_has_the_fields_that_discord_knows(String action, String kind, String file, String type)
            throws Exception {
        Map<String, Boolean> fields = fields(VendorFile.read("discord-api-types/rest/v10/" + file + ".d.ts"), type);
        ActionSpec spec = Stage.catalogue().action("discord." + action).orElseThrow();
        Map<String, Object> input = FullInput.of(spec);
        RecordedRequest request =
                stage.requestOf("discord." + action, kind.equals("webhook") ? webhook() : bot(), input);
        Set<String> sent = Json.readObject(Stage.bodyOf(request)).keySet();
        assertThat(fields.keySet()).containsAll(sent);
        fields.forEach((name, required) -> {
            if (required) {
                assertThat(sent).contains(name);
            }
        });
    }

    private static Connection bot() {
        return stage.connection("bot_token", Map.of("base_url", stage.url("")), Map.of("token", "x".repeat(30)));
    }

    private static Connection webhook() {
        return stage.connection("webhook", Map.of(), Map.of("url", stage.url("/webhooks/1/token")));
    }

    /** The fields of an interface, and whether each is required. */
    private static Map<String, Boolean> fields(String source, String type) {
        int start = source.indexOf("export interface " + type + " {");
        assertThat(start).as(type).isNotNegative();
        Map<String, Boolean> fields = new TreeMap<>();
        Matcher matcher = FIELD.matcher(source.substring(start, source.indexOf("\n}", start)));
        while (matcher.find()) {
            fields.put(matcher.group(1), matcher.group(2) == null);
        }
        return fields;
    }
}
