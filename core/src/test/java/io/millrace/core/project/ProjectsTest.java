package io.millrace.core.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.MillraceException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ProjectsTest {
    private final List<String> inside = new ArrayList<>();
    private final Projects projects = new Projects(
            new FakeProjectStore(), _ -> inside, InstantSource.fixed(Instant.parse("2026-03-01T10:00:00Z")));

    @Test
    void there_is_always_a_default_project() {
        projects.ensureDefault();
        projects.ensureDefault();

        assertThat(projects.list(null, 10).items()).extracting(Project::id).containsExactly("default");
        assertCode(() -> projects.delete("default"), ErrorCode.CONFLICT);
    }

    @Test
    void a_project_is_made_renamed_and_deleted() {
        assertThat(projects.create("shop", " Shop ").name()).isEqualTo("Shop");
        assertCode(() -> projects.create("shop", "Again"), ErrorCode.CONFLICT);
        assertCode(() -> projects.create("Shop!", "Shop"), ErrorCode.BAD_REQUEST);
        assertCode(() -> projects.create("shop-2", " "), ErrorCode.INPUT_INVALID);

        assertThat(projects.rename("shop", "Store", OptionalLong.of(1)).revision())
                .isEqualTo(2);
        assertCode(() -> projects.rename("shop", "Store", OptionalLong.of(1)), ErrorCode.PRECONDITION_FAILED);
        assertCode(() -> projects.rename("other", "Store", OptionalLong.empty()), ErrorCode.NOT_FOUND);

        projects.delete("shop");
        assertThat(projects.get("shop")).isEmpty();
    }

    @Test
    void a_project_with_something_in_it_is_not_deleted() {
        projects.create("shop", "Shop");
        inside.addAll(List.of("3 workflows", "1 connection"));

        assertThatThrownBy(() -> projects.delete("shop")).hasMessageContaining("3 workflows, 1 connection");
        assertThat(projects.get("shop")).isPresent();
    }

    private static void assertCode(ThrowingCallable call, ErrorCode code) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        MillraceException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(code));
    }
}
