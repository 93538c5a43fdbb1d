package io.millrace.app.config;

import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.MillraceException;
import io.millrace.core.shared.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where an operator's values come from, strongest first: options of the command line, the environment, a file. What none
 * of them says has the value of the shipped {@code millrace.yaml}.
 *
 * @param options values by key, such as {@code server.port}
 * @param environment every environment variable; those that do not start with {@code MILLRACE_} do not matter
 */
public record Configuration(Map<String, String> options, Map<String, String> environment, Optional<Path> file) {
    public Configuration {
        options = Map.copyOf(options);
        environment = Map.copyOf(environment);
    }

    /**
     * Reads and checks everything.
     *
     * @throws MillraceException {@code configuration_invalid} with a problem for each unknown key and each bad value; no
     *     problem repeats a value that may be secret
     */
    public Settings read() {
        Shipped shipped = Shipped.read();
        List<Problem> problems = new ArrayList<>();
        Map<String, Given> chosen = new LinkedHashMap<>(shipped.values());
        file.ifPresent(path -> chosen.putAll(new FileLayer(shipped.keys(), problems).read(path)));
        chosen.putAll(new EnvironmentLayer(shipped.keys(), problems).read(environment));
        chosen.putAll(new OptionLayer(shipped.keys(), problems).read(options));
        Settings settings = new SettingsReader(new Values(shipped, chosen, problems), environment, problems).settings();
        if (!problems.isEmpty()) {
            throw new MillraceException(
                    ErrorCode.CONFIGURATION_INVALID, "The configuration is wrong, so nothing was started.", problems);
        }
        return settings;
    }
}
