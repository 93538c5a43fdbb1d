package io.millrace.app.config;

import io.millrace.core.access.Bootstrap;
import io.millrace.core.ledger.Committer;
import io.millrace.core.shared.Problem;
import io.millrace.sdk.Sensitive;
import io.millrace.store.DatabaseLocation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds the settings, one key after the other in the order of {@code millrace.yaml}. */
final class SettingsReader {
    private static final Duration LONGEST_STOP = Duration.ofHours(1);

    private final Values values;
    private final Map<String, String> environment;
    private final List<Problem> problems;

    SettingsReader(Values values, Map<String, String> environment, List<Problem> problems) {
        this.values = values;
        this.environment = environment;
        this.problems = problems;
    }

    Settings settings() {
        Path data = values.required("data", Readings::path);
        return new Settings(
                server(),
                data,
                values.required("database", value -> database(value, data)),
                egress(),
                new Settings.Tools(values.optional("tools.folder", Readings::readableFolder)),
                new BlobSettings(values, environment, problems).blobs(),
                new Settings.Retention(values.required("retention.days", Readings.integer(1, 3650))),
                new Settings.Engine(
                        values.required("engine.slots", Readings.integer(1, 10_000)),
                        values.required("engine.group", Readings.integer(1, Committer.MAX_GROUP)),
                        values.required("engine.largest_value", Readings.integer(64 << 10, 64 << 20)),
                        values.required("engine.stop_timeout", Readings.duration(LONGEST_STOP))),
                new Settings.Log(
                        values.required("log.format", Readings.oneOf(Settings.LogFormat.class)),
                        values.required("log.level", Readings.oneOf(Settings.LogLevel.class))),
                new Settings.Metrics(values.optional("metrics.token", SettingsReader::metricsToken)),
                secret(EnvironmentLayer.MASTER_KEY),
                bootstrap());
    }

    private Settings.Server server() {
        return new Settings.Server(
                values.required("server.host", Readings::host),
                values.required("server.port", Readings.integer(0, 65_535)),
                values.optional("server.public_url", Readings::publicUrl),
                values.required("server.behind_proxy", Readings::flag));
    }

    private Settings.Egress egress() {
        return new Settings.Egress(
                values.optional("egress.allow", Readings::addresses).orElse(List.of()),
                values.optional("egress.trust_file", Readings::readableFile));
    }

    private static Sensitive database(Object value, Path data) {
        String text = Readings.text(value);
        DatabaseLocation.parse(text, data);
        return Sensitive.of(text);
    }

    private static Sensitive metricsToken(Object value) {
        String token = Readings.text(value);
        if (!token.matches("[\\x21-\\x7e]{16,200}")) {
            throw new IllegalArgumentException(
                    "The token must consist of 16 to 200 ASCII characters without spaces, as 'openssl rand -hex 32'"
                            + " makes it.");
        }
        return Sensitive.of(token);
    }

    private Bootstrap bootstrap() {
        Optional<Sensitive> email = secret(EnvironmentLayer.BOOTSTRAP_EMAIL);
        Optional<Sensitive> password = secret(EnvironmentLayer.BOOTSTRAP_PASSWORD);
        if (email.isPresent() != password.isPresent()) {
            String missing = email.isPresent() ? EnvironmentLayer.BOOTSTRAP_PASSWORD : EnvironmentLayer.BOOTSTRAP_EMAIL;
            String present = email.isPresent() ? EnvironmentLayer.BOOTSTRAP_EMAIL : EnvironmentLayer.BOOTSTRAP_PASSWORD;
            problems.add(Problem.at(
                    missing, "It must be set too when " + present + " is: together they are the first user."));
        }
        return new Bootstrap(
                email.flatMap(address -> password.map(word -> new Bootstrap.Owner(address.reveal(), word))),
                secret(EnvironmentLayer.BOOTSTRAP_TOKEN));
    }

    private Optional<Sensitive> secret(String variable) {
        return Optional.ofNullable(environment.get(variable))
                .filter(value -> !value.isBlank())
                .map(Sensitive::of);
    }
}
