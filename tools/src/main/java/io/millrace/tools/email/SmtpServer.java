package io.millrace.tools.email;

import io.millrace.sdk.ActionCall;
import io.millrace.sdk.Connection;
import io.millrace.sdk.ErrorClass;
import io.millrace.sdk.Sensitive;
import io.millrace.sdk.ToolException;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/** An SMTP server (RFC 5321) with or without encryption and log-in. One connection is made for one message. */
record SmtpServer(ActionCall call, Connection connection, SSLSocketFactory tls) implements PostOffice {
    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(15);

    private enum Security {
        STARTTLS(587),
        TLS(465),
        NONE(25);

        private final int usualPort;

        Security(int usualPort) {
            this.usualPort = usualPort;
        }
    }

    /** Remembers whether the end of the message was sent: from then on the server may have taken it. */
    private static final class StagedTransport extends SMTPTransport {
        private boolean handedOver;

        StagedTransport(Session session, URLName url) {
            super(session, url);
        }

        @Override
        protected void finishData() throws IOException, MessagingException {
            handedOver = true;
            super.finishData();
        }
    }

    @Override
    public void deliver(Letter letter) throws ToolException {
        StagedTransport transport = transport();
        try {
            connect(transport);
            transport.sendMessage(letter.message(), letter.envelope());
        } catch (MessagingException e) {
            throw SmtpFailures.explain(e, host(), transport.handedOver);
        } finally {
            close(transport);
        }
    }

    @Override
    public String test() throws ToolException {
        StagedTransport transport = transport();
        try {
            connect(transport);
            return host() + " answers" + (username().isPresent() ? " and accepts the log-in." : ".");
        } catch (MessagingException e) {
            throw SmtpFailures.explain(e, host(), false);
        } finally {
            close(transport);
        }
    }

    private StagedTransport transport() throws ToolException {
        Properties properties = new Properties();
        boolean startTls = security() == Security.STARTTLS;
        properties.setProperty("mail.smtp.host", host());
        properties.setProperty("mail.smtp.port", String.valueOf(port()));
        properties.setProperty("mail.smtp.starttls.enable", String.valueOf(startTls));
        properties.setProperty("mail.smtp.starttls.required", String.valueOf(startTls));
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        properties.setProperty("mail.smtp.auth", String.valueOf(username().isPresent()));
        // Else the name of this machine is looked up and told to the server.
        properties.setProperty("mail.smtp.localhost", "[127.0.0.1]");
        properties.put("mail.smtp.ssl.socketFactory", new NamedTls(tls, host()));
        username().ifPresent(user -> properties.setProperty("mail.smtp.user", user));
        Session session = Session.getInstance(properties);
        URLName url = new URLName("smtp", host(), port(), null, username().orElse(null), null);
        username()
                .ifPresent(
                        user -> session.setPasswordAuthentication(url, new PasswordAuthentication(user, password())));
        return new StagedTransport(session, url);
    }

    private void connect(SMTPTransport transport) throws ToolException, MessagingException {
        Duration patience = call.timeout().compareTo(LONGEST_CONNECT) < 0 ? call.timeout() : LONGEST_CONNECT;
        Socket socket = call.egress().open(host(), port(), patience);
        try {
            socket.setSoTimeout(Math.toIntExact(Math.clamp(call.timeout().toMillis(), 1, Integer.MAX_VALUE)));
            transport.connect(security() == Security.TLS ? encrypted(socket) : socket);
        } catch (IOException e) {
            closeQuietly(socket);
            throw new MessagingException("The encrypted connection could not be made", e);
        } catch (MessagingException e) {
            closeQuietly(socket);
            throw e;
        }
    }

    private SSLSocket encrypted(Socket socket) throws IOException {
        SSLSocket encrypted = new NamedTls(tls, host()).over(socket);
        encrypted.startHandshake();
        return encrypted;
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // It was of no use any more.
        }
    }

    /** The message was answered before; what fails while saying goodbye changes nothing. */
    private static void close(SMTPTransport transport) {
        try {
            transport.close();
        } catch (MessagingException _) {
            // Nothing is lost.
        }
    }

    /** Without the brackets of an IPv6 address (RFC 3986, 3.2.2): certificates and sockets know it without. */
    private String host() {
        String host = String.valueOf(connection.config().get("host")).strip();
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }

    private int port() throws ToolException {
        return connection.config().get("port") instanceof Number port ? port.intValue() : security().usualPort;
    }

    private Security security() throws ToolException {
        Object given = connection.config().getOrDefault("security", "starttls");
        return switch (String.valueOf(given)) {
            case "starttls" -> Security.STARTTLS;
            case "tls" -> Security.TLS;
            case "none" -> Security.NONE;
            default ->
                throw new ToolException(
                        ErrorClass.VALIDATION, "The encryption of the connection is starttls, tls or none.");
        };
    }

    private Optional<String> username() {
        return Optional.ofNullable(connection.config().get("username"))
                .map(String::valueOf)
                .filter(name -> !name.isBlank());
    }

    private String password() {
        Sensitive password = connection.secrets().get("password");
        return password == null ? "" : password.reveal();
    }
}
