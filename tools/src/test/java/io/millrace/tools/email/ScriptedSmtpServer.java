package io.millrace.tools.email;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * An SMTP server for one conversation that is friendly but for one reply.
 *
 * <p>The script says what to answer to {@code HELLO} (the connection itself), {@code MAIL}, {@code RCPT}, {@code DATA} and
 * {@code END} (the end of the message).
 */
final class ScriptedSmtpServer implements AutoCloseable {
    /** Ends the conversation instead of answering. */
    static final String HANG_UP = "hang up";

    private final Map<String, String> script;
    private final Optional<SSLSocketFactory> tls;
    private final ServerSocket listener;
    private volatile boolean encrypted;

    ScriptedSmtpServer(Map<String, String> script) throws IOException {
        this(script, Optional.empty());
    }

    /** @param tls makes the server's side of an encrypted socket after STARTTLS, which is offered when it is there */
    ScriptedSmtpServer(Map<String, String> script, Optional<SSLSocketFactory> tls) throws IOException {
        this(script, tls, InetAddress.getLoopbackAddress());
    }

    ScriptedSmtpServer(Map<String, String> script, Optional<SSLSocketFactory> tls, InetAddress address)
            throws IOException {
        this.script = script;
        this.tls = tls;
        this.listener = new ServerSocket(0, 1, address);
        Thread.ofVirtual().start(this::serve);
    }

    int port() {
        return listener.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    /** Whether the message came over the encrypted socket. */
    boolean tookEncrypted() {
        return encrypted;
    }

    private void serve() {
        try (Socket socket = listener.accept()) {
            if (answer(socket.getOutputStream(), "HELLO", "220 ready")) {
                talk(socket, false);
            }
        } catch (IOException _) {
            // The client has gone, which ends this conversation as well as any other way.
        }
    }

    private void talk(Socket socket, boolean secret) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        OutputStream out = socket.getOutputStream();
        String line;
        while ((line = in.readLine()) != null) {
            String command = line.length() < 4 ? line : line.substring(0, 4).toUpperCase(Locale.ROOT);
            if (!answer(out, command, usual(command, secret))) {
                return;
            }
            if (command.equals("STAR")) {
                SSLSocket upgraded = (SSLSocket) tls.orElseThrow().createSocket(socket, null, socket.getPort(), true);
                upgraded.setUseClientMode(false);
                talk(upgraded, true);
                return;
            }
            if (command.equals("DATA") && !script.containsKey("DATA")) {
                skipMessage(in);
                encrypted = secret;
                if (!answer(out, "END", "250 taken")) {
                    return;
                }
            }
        }
    }

    private String usual(String command, boolean secret) {
        return switch (command) {
            case "EHLO" -> tls.isPresent() && !secret ? "250-fine\r\n250 STARTTLS" : "250 fine";
            case "STAR" -> "220 go on";
            case "DATA" -> "354 go on";
            case "QUIT" -> "221 bye";
            default -> "250 fine";
        };
    }

    private static void skipMessage(BufferedReader in) throws IOException {
        String line = in.readLine();
        while (line != null && !line.equals(".")) {
            line = in.readLine();
        }
    }

    private boolean answer(OutputStream out, String to, String usual) throws IOException {
        String reply = script.getOrDefault(to, usual);
        if (reply.equals(HANG_UP)) {
            return false;
        }
        out.write((reply + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
        return true;
    }
}
