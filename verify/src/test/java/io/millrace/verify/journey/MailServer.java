package io.millrace.verify.journey;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A real SMTP server on loopback that keeps what it gets. */
final class MailServer implements AutoCloseable {
    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    /** A mail that has arrived. */
    record Mail(List<String> to, String from, String subject, String text) {}

    MailServer() {
        server.start();
    }

    /** The readable part of a connection to it. */
    Map<String, Object> connection() {
        return Map.of(
                "host", "127.0.0.1",
                "port", server.getSmtp().getPort(),
                "security", "none",
                "from", "Millrace <millrace@example.com>");
    }

    /** What has arrived for an address. */
    List<Mail> mailFor(String address) {
        return Arrays.stream(server.getReceivedMessages())
                .map(MailServer::read)
                .filter(mail -> mail.to().contains(address))
                .toList();
    }

    private static Mail read(MimeMessage message) {
        try {
            return new Mail(
                    Arrays.stream(message.getAllRecipients())
                            .map(Object::toString)
                            .toList(),
                    message.getFrom()[0].toString(),
                    message.getSubject(),
                    String.valueOf(message.getContent()).strip());
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop();
    }
}
