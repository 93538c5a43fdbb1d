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
    private final ServerSocket listener;

    ScriptedSmtpServer(Map<String, String> script) throws IOException {
        this.script = script;
        this.listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
    }

    int port() {
        return listener.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private void serve() {
        try (Socket socket = listener.accept();
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
                OutputStream out = socket.getOutputStream()) {
            if (!answer(out, "HELLO", "220 ready")) {
                return;
            }
            String line;
            while ((line = in.readLine()) != null) {
                String command = line.length() < 4 ? line : line.substring(0, 4).toUpperCase(Locale.ROOT);
                String usual = switch (command) {
                    case "DATA" -> "354 go on";
                    case "QUIT" -> "221 bye";
                    default -> "250 fine";
                };
                if (!answer(out, command, usual)) {
                    return;
                }
                if (command.equals("DATA") && !script.containsKey("DATA")) {
                    skipMessage(in);
                    if (!answer(out, "END", "250 taken")) {
                        return;
                    }
                }
            }
        } catch (IOException _) {
            // The client has gone, which ends this conversation as well as any other way.
        }
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
