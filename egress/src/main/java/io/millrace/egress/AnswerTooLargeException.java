package io.millrace.egress;

import java.io.IOException;

/** An answer that exceeds a limit; the message continues a sentence that starts with who answered. */
final class AnswerTooLargeException extends IOException {
    private static final long serialVersionUID = 1L;

    AnswerTooLargeException(String message) {
        super(message);
    }
}
