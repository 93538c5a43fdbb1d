package io.millrace.verify.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.app.command.CommandLines;
import io.millrace.app.command.Terminal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What the pages tell people to type works as it stands there. */
class DocumentationTest extends Journey {
    private static final Path REPOSITORY = Path.of("..");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w+)\\n(.*?)^```$");
    private static final Pattern HERE_DOCUMENT = Pattern.compile("(?ms)^cat > box.yaml <<'YAML'\\n(.*?)^YAML$");
    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");
    private static final Pattern EVENT = Pattern.compile("evt_[0-9a-z]+");
    private static final Pattern SECRET = Pattern.compile("secrets\\.([A-Z_]+)");

    @TempDir
    Path folder;

    private static List<String> blocks(String page, String language) throws IOException {
        List<String> blocks = new ArrayList<>();
        Matcher block = BLOCK.matcher(Files.readString(REPOSITORY.resolve(page)));
        while (block.find()) {
            if (block.group(1).equals(language)) {
                blocks.add(block.group(2));
            }
        }
        return blocks;
    }

    @Test
    void the_first_tool_action_event_of_the_readme_ends_in_the_box() throws IOException {
        Path box = Files.writeString(folder.resolve("box.yaml"), box());
        List<String> commands = blocks("README.md", "sh").stream()
                .flatMap(String::lines)
                .filter(line -> line.startsWith("millrace "))
                .toList();

        assertThat(commands).hasSize(3);
        assertThat(millrace(commands.get(0).replace("box.yaml", box.toString())))
                .contains("box");
        assertThat(millrace(commands.get(1))).contains("succeeded");
        assertThat(millrace(commands.get(2))).contains("Ada");
        JsonNode caught = project.get("/catch/box").expect(200).items().getFirst();
        assertThat(caught.path("body").asString()).isEqualTo("{\"hello\":\"Ada\"}");
    }

    /** The workflow that the README writes into a file. */
    private static String box() throws IOException {
        Matcher written = HERE_DOCUMENT.matcher(Files.readString(REPOSITORY.resolve("README.md")));
        assertThat(written.find()).as("the README writes box.yaml").isTrue();
        return written.group(1);
    }

    /** Runs a command line as a shell would; only {@code '...'} quotes. */
    private String millrace(String command) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(command);
        while (word.find()) {
            words.add(word.group(1) != null ? word.group(1) : word.group(2));
        }
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Terminal terminal = new Terminal(
                new ByteArrayInputStream(new byte[0]),
                new PrintWriter(out),
                new PrintWriter(err),
                Map.of(
                        "MILLRACE_URL", installation.url().toString(),
                        "MILLRACE_TOKEN", Installation.TOKEN,
                        "MILLRACE_PROJECT", project.id()));
        int exit = CommandLines.run(terminal, words.subList(1, words.size()).toArray(String[]::new));
        assertThat(exit).as("%s said %s %s", command, out, err).isZero();
        return out.toString() + err;
    }

    @Test
    void the_requests_of_the_api_page_work_with_curl() throws IOException, InterruptedException {
        String script =
                blocks("docs/api.md", "sh").getFirst().replace("/projects/default/", "/projects/" + project.id() + "/");
        Files.writeString(folder.resolve("box.yaml"), box());
        String printed = shell(script);

        assertThat(printed).contains("\"caught\":true").contains("\"status\":\"succeeded\"");
        assertThat(project.get("/catch/box").expect(200).text("/items/0/body")).isEqualTo("{\"hello\":\"Ada\"}");
    }

    @Test
    void the_try_out_of_the_webhooks_page_ends_in_the_catcher() throws IOException, InterruptedException {
        Files.writeString(
                folder.resolve("github-test.yaml"),
                blocks("docs/webhooks.md", "yaml").stream()
                        .filter(text -> text.startsWith("id: github-test"))
                        .findFirst()
                        .orElseThrow());

        String printed = shell(blocks("docs/webhooks.md", "sh").stream()
                .filter(text -> text.startsWith("SECRET="))
                .findFirst()
                .orElseThrow()
                .replace("\nmillrace catch show github-test\n", "\n"));

        assertThat(printed).contains("github-test: published version 1").contains(" 202 ");
        JsonNode execution = project.endedOf(
                EVENT.matcher(printed).results().findFirst().orElseThrow().group(), "github-test");
        assertThat(execution.path("status").asString()).isEqualTo("succeeded");
        assertThat(project.get("/catch/github-test").expect(200).text("/items/0/body"))
                .isEqualTo("{\"opened\":\"It is broken\"}");
    }

    /** Runs a script as people would paste it, with {@code millrace} on the path. */
    private String shell(String script) throws IOException, InterruptedException {
        Path command = Files.writeString(
                folder.resolve("millrace"),
                "#!/bin/sh\nexec '" + System.getProperty("java.home") + "/bin/java' -cp '"
                        + System.getProperty("java.class.path") + "' io.millrace.app.Main \"$@\"\n");
        assertThat(command.toFile().setExecutable(true)).isTrue();
        Path printed = folder.resolve("printed");
        ProcessBuilder shell = new ProcessBuilder("bash", "-e", "-c", script)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile());
        shell.environment().put("MILLRACE_URL", installation.url().toString());
        shell.environment().put("MILLRACE_TOKEN", Installation.TOKEN);
        shell.environment().put("MILLRACE_PROJECT", project.id());
        shell.environment().merge("PATH", folder.toString(), (path, own) -> own + ":" + path);

        int exit = shell.start().waitFor();

        assertThat(exit).as(Files.readString(printed)).isZero();
        return Files.readString(printed);
    }

    @Test
    void every_sender_of_the_webhooks_page_can_be_published() throws IOException {
        List<String> lines = blocks("docs/webhooks.md", "yaml").stream()
                .flatMap(String::lines)
                .map(String::strip)
                .filter(line -> line.startsWith("verify:"))
                .toList();

        assertThat(lines).hasSizeGreaterThan(5);
        for (int i = 0; i < lines.size(); i++) {
            Matcher secret = SECRET.matcher(lines.get(i));
            while (secret.find()) {
                project.secret(secret.group(1), "a secret of the sender " + i);
            }
            project.publish("""
                    id: sender-%d
                    triggers:
                      - webhook:
                          path: sender-%d
                          %s
                    steps: [{ id: one, transform: 1 }]
                    """.formatted(i, i, lines.get(i)));
        }
    }

    @Test
    void every_whole_workflow_of_the_pages_can_be_published() throws IOException {
        project.connect("team-chat", "slack", "bot_token", Map.of(), Map.of("token", Vendors.SLACK_TOKEN));
        project.connect("mail", "email", "capture", Map.of(), Map.of());
        project.secret("GITHUB_HOOK", GitHubExamples.SECRET);
        project.variable("NUMBER", 1);
        project.variable("SHOP_URL", "https://shop.example.com");
        for (String named : List.of("nightly-report", "make-invoice")) {
            project.publish("id: " + named + "\nsteps: [{ id: write, transform: { number: 7 } }]\n");
        }
        List<String> workflows = new ArrayList<>(blocks("docs/workflows.md", "yaml"));
        workflows.addAll(blocks("docs/schedules.md", "yaml"));
        workflows.removeIf(text -> !text.startsWith("id:"));

        assertThat(workflows).hasSizeGreaterThanOrEqualTo(4);
        workflows.forEach(project::publish);
        assertThat(project.get("/workflows").expect(200).items("enabled"))
                .contains("true")
                .doesNotContain("false");
    }
}
