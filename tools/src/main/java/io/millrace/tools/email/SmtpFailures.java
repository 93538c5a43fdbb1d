package io.millrace.tools.email;

import io.millrace.sdk.ErrorClass;
import io.millrace.sdk.ToolException;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;

/**
 * Says what a failed conversation with an SMTP server means, by its reply (RFC 5321, section 4.2): 4yz is for the moment,
 * 5yz for good. A server has taken a message only when it has answered the end of it, so a conversation that breaks before
 * that end is as if nothing was sent.
 */
final class SmtpFailures {
    private static final Pattern REPLY = Pattern.compile("\\b([245]\\d\\d)[ -]");
    private static final Pattern TOO_MUCH =
            Pattern.compile("rate limit|too many|too quickly|throttl|try again later", Pattern.CASE_INSENSITIVE);
    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final int MAX_WORDS = 500;

    private SmtpFailures() {}

    /** @param handedOver whether the end of the message was sent */
    static ToolException explain(MessagingException failure, String host, boolean handedOver) {
        String words = words(failure);
        int reply = reply(failure).orElse(0);
        if (reply == 0) {
            return withoutReply(failure, host, handedOver, words);
        }
        boolean loginFailed = failure instanceof AuthenticationFailedException;
        if ((loginFailed && reply >= 500) || reply == 530 || reply == 534 || reply == 535) {
            return new ToolException(
                    ErrorClass.AUTHENTICATION,
                    host + " refused the log-in: " + words
                            + " Check the user name and password of the connection; many providers want a password made for applications.",
                    failure);
        }
        if (reply < 500 && TOO_MUCH.matcher(words).find()) {
            return ToolException.retryAfter(
                    ErrorClass.RATE_LIMIT,
                    host + " wants fewer messages: " + words + " It is tried again later.",
                    PAUSE);
        }
        if (reply < 500) {
            return new ToolException(
                    ErrorClass.SERVER_ERROR,
                    host + " cannot take the message now: " + words + " It is tried again.",
                    failure);
        }
        if (address(failure).isPresent()) {
            return new ToolException(
                    ErrorClass.VALIDATION,
                    host + " refused an address, and nothing was sent to anyone: " + words
                            + " Correct the addresses, then restart the execution.",
                    failure);
        }
        return new ToolException(
                ErrorClass.VALIDATION,
                host + " refused the message: " + words + " Correct the message or the settings of the connection.",
                failure);
    }

    private static ToolException withoutReply(
            MessagingException failure, String host, boolean handedOver, String words) {
        if (failure instanceof AuthenticationFailedException) {
            return new ToolException(
                    ErrorClass.AUTHENTICATION,
                    host + " offers no way to log in that fits the connection: " + words
                            + " Check the encryption, the user name and the password.",
                    failure);
        }
        if (find(failure, SSLException.class).isPresent() || words.contains("STARTTLS")) {
            return new ToolException(
                    ErrorClass.NETWORK,
                    "No encrypted connection to " + host + " could be made: " + words
                            + " Check the encryption and the port of the connection.",
                    failure);
        }
        if (handedOver) {
            return new ToolException(
                    ErrorClass.TIMEOUT,
                    host + " got the whole message and did not confirm it, so it may or may not have been sent: "
                            + words,
                    failure);
        }
        if (isBroken(failure, words)) {
            return new ToolException(
                    ErrorClass.NETWORK,
                    "The conversation with " + host + " broke before the message was complete, so it was not sent: "
                            + words,
                    failure);
        }
        return new ToolException(ErrorClass.VALIDATION, host + " cannot be given this message: " + words, failure);
    }

    /** The mail library says {@code [EOF]} or -1 in the place of a reply when the connection ended. */
    private static boolean isBroken(MessagingException failure, String words) {
        return find(failure, IOException.class).isPresent()
                || find(failure, SMTPSendFailedException.class).isPresent()
                || address(failure).isPresent()
                || words.contains("[EOF]")
                || words.contains("response: -1");
    }

    /** The number of the server's reply; empty when there was none. */
    private static Optional<Integer> reply(MessagingException failure) {
        Optional<Integer> known = address(failure)
                .map(SMTPAddressFailedException::getReturnCode)
                .or(() -> find(failure, SMTPSendFailedException.class).map(SMTPSendFailedException::getReturnCode));
        if (known.isPresent()) {
            return known.filter(code -> code >= 400);
        }
        Matcher matcher =
                REPLY.matcher(Optional.ofNullable(failure.getMessage()).orElse("") + " ");
        return matcher.find() ? Optional.of(Integer.valueOf(matcher.group(1))) : Optional.empty();
    }

    private static Optional<SMTPAddressFailedException> address(MessagingException failure) {
        return find(failure, SMTPAddressFailedException.class);
    }

    /** The first of a kind among an exception and those it was chained to; mail exceptions chain by a link of their own. */
    private static <T extends Exception> Optional<T> find(Exception failure, Class<T> type) {
        Exception each = failure;
        for (int i = 0; each != null && i < 20; i++) {
            if (type.isInstance(each)) {
                return Optional.of(type.cast(each));
            }
            Exception next = each instanceof MessagingException mail ? mail.getNextException() : null;
            each = next != null ? next : each.getCause() instanceof Exception cause ? cause : null;
        }
        return Optional.empty();
    }

    private static String words(MessagingException failure) {
        String said = address(failure)
                .map(Exception::getMessage)
                .or(() -> Optional.ofNullable(failure.getMessage()))
                .orElse(failure.getClass().getSimpleName());
        String line = said.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        String bounded = line.length() <= MAX_WORDS ? line : line.substring(0, MAX_WORDS - 3) + "...";
        return bounded.matches(".*[.!?]") ? bounded : bounded + ".";
    }
}
