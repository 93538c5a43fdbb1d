package io.millrace.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.core.shared.ErrorCode;
import io.millrace.server.route.ProblemDetail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ErrorPageTest {
    @Test
    void every_error_code_has_its_section_with_its_status() throws IOException {
        List<String> page = Files.readAllLines(Path.of("../docs/errors.md"));

        assertThat(page.stream().filter(line -> line.startsWith("## ")))
                .containsExactlyElementsOf(Arrays.stream(ErrorCode.values())
                        .map(code -> "## " + code.code())
                        .toList());
        assertThat(page.stream().filter(line -> line.startsWith("HTTP ")).map(line -> line.substring(0, 8)))
                .containsExactlyElementsOf(Stream.of(ErrorCode.values())
                        .map(code -> "HTTP " + ProblemDetail.status(code))
                        .toList());
    }
}
