package io.millrace.tools.email;

import io.millrace.sdk.ToolException;

/** Where letters are handed in. */
sealed interface PostOffice permits SmtpServer, Catcher {
    /** @throws ToolException with the class that says whether the letter may have been taken */
    void deliver(Letter letter) throws ToolException;

    /** Finds out whether letters would be taken, without handing one in; returns a sentence for people. */
    String test() throws ToolException;
}
