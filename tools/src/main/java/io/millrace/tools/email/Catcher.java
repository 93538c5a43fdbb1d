package io.millrace.tools.email;

import io.millrace.sdk.ActionCall;
import io.millrace.sdk.Connection;
import io.millrace.sdk.ErrorClass;
import io.millrace.sdk.HttpAnswer;
import io.millrace.sdk.HttpBody;
import io.millrace.sdk.HttpCall;
import io.millrace.sdk.Sensitive;
import io.millrace.sdk.ToolException;
import jakarta.mail.MessagingException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** The project's own catcher: the message is put where people can look at it, and nothing leaves. */
record Catcher(ActionCall call, Connection connection) implements PostOffice {
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?");

    @Override
    public void deliver(Letter letter) throws ToolException {
        String rendered = rendered(letter);
        Object text = letter.hidden() ? Sensitive.of(rendered) : rendered;
        HttpAnswer answer = call.egress()
                .send(HttpCall.of(
                        "POST",
                        call.catcher().resolve(name()).toString(),
                        List.of(),
                        new HttpBody.Text(text, "message/rfc822"),
                        call.timeout()));
        if (answer.status() / 100 != 2) {
            throw new ToolException(
                    answer.status() == 429 ? ErrorClass.RATE_LIMIT : ErrorClass.SERVER_ERROR,
                    "The catcher did not take the message (HTTP " + answer.status() + ").");
        }
    }

    @Override
    public String test() throws ToolException {
        return "Messages are caught and nothing is sent. See them under Catcher > " + name()
                + " in the browser, or with: millrace catch show " + name();
    }

    private String name() throws ToolException {
        Object given = connection.config().getOrDefault("name", "email");
        if (!NAME.matcher(String.valueOf(given)).matches()) {
            throw new ToolException(ErrorClass.VALIDATION, "The name in the catcher must be a slug such as 'email'.");
        }
        return String.valueOf(given);
    }

    private static String rendered(Letter letter) throws ToolException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            letter.message().writeTo(bytes);
        } catch (MessagingException | IOException e) {
            throw new ToolException(ErrorClass.INTERNAL, "The e-mail cannot be written: " + e.getMessage(), e);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
