package io.millrace.app.command;

import io.millrace.core.shared.Problem;
import io.millrace.core.yaml.YamlText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Commands on workflows in files. */
final class WorkflowFiles {
    private static final int MAX_BYTES = 1 << 20;

    private WorkflowFiles() {}

    /** A command that does the same with each file and goes on after one that is refused. */
    abstract static class EachFile extends ApiCommand {
        @Parameters(paramLabel = "FILE", arity = "1..*", description = "workflows in YAML or JSON; - is standard input")
        private List<String> files = new ArrayList<>();

        EachFile(Terminal terminal) {
            super(terminal);
        }

        /** @return the exit code for this file */
        abstract int run(Api api, String file, Api.Content content);

        @Override
        int run(Api api) throws IOException {
            int exitCode = Exit.DONE;
            for (String file : files) {
                exitCode = Math.max(exitCode, runOrTell(api, file));
            }
            return exitCode;
        }

        /** What is wrong with one file keeps no other from being looked at; what is wrong with the server does. */
        private int runOrTell(Api api, String file) throws IOException {
            try {
                return run(api, file, read(file));
            } catch (CommandException refused) {
                if (refused.exitCode() != Exit.FAILED && refused.exitCode() != Exit.USAGE) {
                    throw refused;
                }
                if (!(refused instanceof ApiException answer)) {
                    terminal().tell(String.valueOf(refused.getMessage()));
                } else if (json()) {
                    terminal().tell(answer.json());
                } else {
                    terminal().tell(file + ": " + answer.getMessage());
                    complain(file, answer.errors());
                }
                return refused.exitCode();
            }
        }

        private Api.Content read(String file) throws IOException {
            if (file.equals("-")) {
                return content(terminal().readAll().getBytes(StandardCharsets.UTF_8));
            }
            try (InputStream stream = Files.newInputStream(Path.of(file))) {
                return content(stream.readNBytes(MAX_BYTES + 1));
            } catch (NoSuchFileException e) {
                throw new CommandException(Exit.USAGE, "There is no file " + file + ".");
            } catch (IOException e) {
                throw new CommandException(Exit.USAGE, "The file " + file + " cannot be read: " + e.getMessage());
            }
        }

        private static Api.Content content(byte[] bytes) {
            int first = 0;
            while (first < bytes.length && Character.isWhitespace(bytes[first])) {
                first++;
            }
            boolean json = first < bytes.length && bytes[first] == '{';
            return new Api.Content(json ? "application/json" : "application/yaml", bytes);
        }

        /** Says what is wrong, as compilers do. */
        void complain(String file, List<Object> problems) {
            problems.forEach(problem -> terminal().tell(ProblemLine.of(file, problem)));
        }
    }

    /** {@code workflow validate}. */
    @Command(name = "validate", description = "Validate workflows without saving them.")
    static final class Validate extends EachFile {
        Validate(Terminal terminal) {
            super(terminal);
        }

        @Override
        int run(Api api, String file, Api.Content content) {
            Api.Answer answer = api.post("/workflows/validate", content);
            boolean valid = Boolean.TRUE.equals(JsonPath.at(answer.json(), "valid"));
            if (!json()) {
                complain(file, JsonPath.list(answer.json(), "problems"));
            }
            show(answer, valid ? List.of(file + ": valid") : List.of());
            return valid ? Exit.DONE : Exit.FAILED;
        }
    }

    /** {@code workflow apply}. */
    @Command(name = "apply", description = "Save workflows as drafts, under the ids that they name.")
    static final class Apply extends EachFile {
        @Option(names = "--publish", description = "publish each draft as a new version, too")
        private boolean publish;

        Apply(Terminal terminal) {
            super(terminal);
        }

        @Override
        int run(Api api, String file, Api.Content content) {
            YamlText yaml = YamlText.read(new String(content.bytes(), StandardCharsets.UTF_8), MAX_BYTES);
            if (!yaml.problems().isEmpty()) {
                yaml.problems().forEach(problem -> terminal().tell(line(file, problem)));
                return Exit.FAILED;
            }
            String id = id(file, yaml);
            String path = Api.path("/workflows/", id, "");
            Api.Answer answer = api.send("PUT", path, content, Duration.ZERO);
            if (publish) {
                answer = published(api, id, path);
                return show(answer, List.of(id + ": published version " + JsonPath.text(answer.json(), "version")));
            }
            if (!json()) {
                complain(file, JsonPath.list(answer.json(), "problems"));
            }
            return show(answer, List.of(id + ": saved"));
        }

        private Api.Answer published(Api api, String id, String path) {
            try {
                return api.post(path + "/publish", Api.Content.NONE);
            } catch (ApiException e) {
                terminal().tell(id + ": saved as a draft; publishing it failed:");
                throw e;
            }
        }

        private static String line(String file, Problem problem) {
            return file + ":" + problem.line() + ":" + problem.column() + ": " + problem.message();
        }

        private static String id(String file, YamlText yaml) {
            if (yaml.value().orElse(null) instanceof Map<?, ?> workflow
                    && workflow.get("id") instanceof String id
                    && !id.isBlank()) {
                return id;
            }
            throw new CommandException(
                    Exit.FAILED,
                    file + ":1:1: id: The workflow has no id. Start it with a line such as 'id: my-workflow'.");
        }
    }
}
