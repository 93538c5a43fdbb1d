package io.millrace.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.core.shared.Json;
import io.millrace.sdk.ActionSpec;
import io.millrace.sdk.Connection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every request to Slack against the methods and arguments of Slack's own client. */
class SlackDescriptionTest {
    private static final Pattern ARGUMENT = Pattern.compile("^\\s+(\\w+)\\??:", Pattern.MULTILINE);

    private static String methods;
    private static Stage stage;

    @BeforeAll
    static void read() throws Exception {
        methods = VendorFile.read("@slack/web-api/dist/methods.js");
        stage = new Stage();
    }

    @AfterAll
    static void close() {
        stage.close();
    }

    static Stream<String> actions() {
        return Stage.catalogue().tool("slack").orElseThrow().spec().actions().stream()
                .map(ActionSpec::name);
    }

    @ParameterizedTest
    @MethodSource("actions")
    void a_request_is_as_slacks_client_would_send_it(String name) throws Exception {
        ActionSpec action = Stage.catalogue().action("slack." + name).orElseThrow();
        Connection bot = stage.connection("bot_token", Map.of("base_url", stage.url("")), Map.of("token", "xoxb-1"));
        RecordedRequest request = stage.requestOf("slack." + name, bot, FullInput.of(action));
        String method = request.getUrl().pathSegments().getLast();
        assertThat(methods.contains("(this, '" + method + "')")).as(method).isTrue();
        assertThat(action.docs()).endsWith("/" + method);
        Set<String> sent = new HashSet<>(request.getUrl().queryParameterNames());
        if (!Stage.bodyOf(request).isEmpty()) {
            sent.addAll(Json.readObject(Stage.bodyOf(request)).keySet());
        }
        assertThat(sent).isNotEmpty();
        assertThat(argumentsOf(method)).containsAll(sent);
    }

    /** The arguments that the client knows for the methods of this family. */
    private static Set<String> argumentsOf(String method) throws Exception {
        Set<String> known = new HashSet<>();
        String family = method.substring(0, method.indexOf('.'));
        for (String file : new String[] {family, "common"}) {
            Matcher matcher = ARGUMENT.matcher(VendorFile.read("@slack/web-api/dist/types/request/" + file + ".d.ts"));
            while (matcher.find()) {
                known.add(matcher.group(1));
            }
        }
        return known;
    }
}
