package io.millrace.core.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CloseStackTest {
    private final List<String> closed = new ArrayList<>();
    private final CloseStack stack = new CloseStack();

    @Test
    void closes_in_the_opposite_order_and_once() {
        push("first");
        push("second");

        stack.close();
        stack.close();

        assertThat(closed).containsExactly("second", "first");
    }

    @Test
    void a_part_that_does_not_close_keeps_no_other_open_and_no_problem_is_lost() {
        push("first");
        IOException one = pushFailing("one");
        push("between");
        IllegalArgumentException other = new IllegalArgumentException("other");
        stack.push(() -> {
            throw other;
        });

        assertThatThrownBy(stack::close)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("other")
                .hasCause(other);

        assertThat(closed).containsExactly("between", "first");
        assertThat(other.getSuppressed()).containsExactly(one);
    }

    @Test
    void after_a_failure_everything_is_closed_and_the_failure_is_told() {
        push("first");
        IOException one = pushFailing("one");
        IllegalStateException failure = new IllegalStateException("the start");

        stack.closeAfter(failure);

        assertThat(closed).containsExactly("first");
        assertThat(failure.getSuppressed()).containsExactly(one);
    }

    private void push(String name) {
        stack.push(() -> closed.add(name));
    }

    private IOException pushFailing(String name) {
        IOException failure = new IOException(name);
        stack.push(() -> {
            throw failure;
        });
        return failure;
    }
}
