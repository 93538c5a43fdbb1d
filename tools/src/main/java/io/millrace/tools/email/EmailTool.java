package io.millrace.tools.email;

import io.millrace.sdk.Action;
import io.millrace.sdk.ActionCall;
import io.millrace.sdk.Connection;
import io.millrace.sdk.ErrorClass;
import io.millrace.sdk.ToolException;
import io.millrace.sdk.ToolPackage;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;

/** The tool {@code email}: its manifest comes from a folder, its only action is code. */
public final class EmailTool implements ToolPackage {
    /** Who writes when nobody says: only a connection that sends nothing may leave its sender open. */
    private static final String NOBODY = "Millrace <millrace@example.com>";

    private final ToolPackage folder;
    private final SSLSocketFactory tls;
    private final InstantSource clock;

    /** @param folder holds the manifest, the icon and the page */
    public EmailTool(ToolPackage folder) {
        this(folder, (SSLSocketFactory) SSLSocketFactory.getDefault(), InstantSource.system());
    }

    EmailTool(ToolPackage folder, SSLSocketFactory tls, InstantSource clock) {
        this.folder = folder;
        this.tls = tls;
        this.clock = clock;
    }

    @Override
    public String name() {
        return folder.name();
    }

    @Override
    public Optional<InputStream> open(String path) {
        return folder.open(path);
    }

    @Override
    public boolean verifiedAtBuild() {
        return folder.verifiedAtBuild();
    }

    @Override
    public Map<String, Action> code() {
        return Map.of("send", this::send);
    }

    @Override
    public Optional<ConnectionTest> connectionTest() {
        return Optional.of(call -> post(call).test());
    }

    private Object send(ActionCall call) throws ToolException {
        Connection connection = call.requiredConnection();
        Letter letter = Letter.compose(call, String.valueOf(connection.config().getOrDefault("from", NOBODY)), clock);
        post(call).deliver(letter);
        return Map.of("message_id", letter.messageId(), "accepted", List.copyOf(letter.recipients()));
    }

    private PostOffice post(ActionCall call) throws ToolException {
        Connection connection = call.requiredConnection();
        return switch (connection.kind()) {
            case "smtp" -> new SmtpServer(call, connection, tls);
            case "capture" -> new Catcher(call, connection);
            default ->
                throw new ToolException(
                        ErrorClass.VALIDATION,
                        "E-mail has no kind of connection '" + connection.kind() + "'; use smtp or capture.");
        };
    }
}
