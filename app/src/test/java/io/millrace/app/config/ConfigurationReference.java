package io.millrace.app.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Renders {@code docs/configuration.md} from the shipped {@code millrace.yaml}, so that the two cannot differ. */
final class ConfigurationReference {
    private static final String HEAD = """
            # Configuration

            <!-- Made from app/src/main/resources/millrace.yaml; run the tests of app with -Dmillrace.docs=write after a change. -->

            Millrace runs without any configuration. What you want different comes from these places; the first one wins:

            1. options of the command line: `millrace server --port 9000`, or `--set engine.slots=64` for any key
            2. environment variables: `MILLRACE_SERVER_PORT=9000`
            3. a file: `millrace server --config millrace.yaml`, which needs to hold only what differs
            4. the defaults below

            An unknown key, an unknown `MILLRACE_` variable or a bad value stops the start with exit code 78. The message names
            the key and says what would be right; nothing is corrected silently.

            """;
    private static final String SECRETS = """
            ## Environment variables that are no keys

            Secrets that do not belong into a file, and what the [client commands](cli.md) read.

            | variable | meaning |
            | --- | --- |
            | `MILLRACE_MASTER_KEY` | The key that encrypts stored credentials, 32 bytes in base64 (`openssl rand -base64 32`). Without it, the file `master.key` in the data folder is used and made at the first start. See [security](security.md). |
            | `MILLRACE_BOOTSTRAP_EMAIL`, `MILLRACE_BOOTSTRAP_PASSWORD` | The first user, made while there is none; both or neither. |
            | `MILLRACE_BOOTSTRAP_TOKEN` | An API token with the role of an owner: `mr_` and 32 to 200 letters and digits. It replaces the one given so before. |
            | `MILLRACE_URL`, `MILLRACE_TOKEN`, `MILLRACE_PROJECT` | Read by the client commands only. |
            """;

    private ConfigurationReference() {}

    static String markdown(String yaml, Shipped shipped) {
        StringBuilder page = new StringBuilder(HEAD).append("## Keys\n\n");
        Map<String, String> descriptions = descriptions(yaml, shipped);
        shipped.values()
                .forEach((key, given) -> page.append("### `")
                        .append(key)
                        .append("`\n\n")
                        .append(descriptions.getOrDefault(key, ""))
                        .append("\n\nEnvironment variable: `")
                        .append(EnvironmentLayer.variable(key))
                        .append("`. Default: ")
                        .append(shown(given.value()))
                        .append(".\n\n"));
        return page.append(SECRETS).toString();
    }

    /** The comment block right above each key. */
    static Map<String, String> descriptions(String yaml, Shipped shipped) {
        List<String> lines = yaml.lines().toList();
        Map<String, String> descriptions = new LinkedHashMap<>();
        shipped.values().forEach((key, given) -> {
            List<String> comment = new ArrayList<>();
            for (int index = keyLine(lines, key, given) - 1; index >= 0; index--) {
                String line = lines.get(index).strip();
                if (!line.startsWith("#")) {
                    break;
                }
                comment.addFirst(line.substring(1).strip());
            }
            descriptions.put(key, String.join("\n", comment));
        });
        return descriptions;
    }

    /** The index of the line that holds the key; an empty value may be placed on the line after it. */
    private static int keyLine(List<String> lines, String key, Given given) {
        String name = key.substring(key.lastIndexOf('.') + 1) + ":";
        for (int index = Math.min(given.line(), lines.size()) - 1; index >= 0; index--) {
            if (lines.get(index).strip().startsWith(name)) {
                return index;
            }
        }
        throw new AssertionError("No line of millrace.yaml holds " + key);
    }

    private static String shown(@Nullable Object value) {
        return value == null || (value instanceof List<?> list && list.isEmpty()) ? "empty" : "`" + value + "`";
    }
}
