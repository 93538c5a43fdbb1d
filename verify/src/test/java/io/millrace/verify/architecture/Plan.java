package io.millrace.verify.architecture;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Set;

/**
 * The plan of the house: every allowed import between modules and between the packages of core, and every place that may do
 * what others may not. A new arrow or place is a decision: it belongs here in the same commit, and in
 * {@code docs/architecture.md}, which is held to it; one that is no longer needed is taken off. An arrow against the plan's first drawing has its record in {@code docs/adr}.
 */
final class Plan {
    /** Module to the modules it may import. What is missing here may not exist. */
    static final Map<String, Set<String>> MODULES = Map.ofEntries(
            entry("sdk", Set.of()),
            entry("core", Set.of("sdk")),
            entry("store", Set.of("core")),
            entry("s3", Set.of("core", "sdk")),
            entry("egress", Set.of("sdk")),
            entry("tools", Set.of("sdk")),
            entry("server", Set.of("core", "sdk")),
            entry("app", Set.of("sdk", "core", "store", "s3", "egress", "tools", "server")));

    /** Package of core to the packages of core it may import, beside {@code shared}. What is missing here may not exist. */
    static final Map<String, Set<String>> CORE = Map.ofEntries(
            entry("shared", Set.of()),
            entry("yaml", Set.of()),
            entry("expression", Set.of("lifecycle")),
            entry("signature", Set.of()),
            entry("live", Set.of()),
            entry("blob", Set.of()),
            entry("lane", Set.of()),
            entry("ledger", Set.of("lifecycle", "blob", "lane")),
            entry("access", Set.of("lifecycle")),
            entry("project", Set.of()),
            entry("lifecycle", Set.of()),
            entry("catcher", Set.of()),
            entry("tool", Set.of("expression", "yaml")),
            entry("connection", Set.of("tool", "lane")),
            entry("action", Set.of("tool", "connection", "lane")),
            entry("workflow", Set.of("expression", "yaml", "lane")),
            entry("queue", Set.of("ledger")),
            entry("event", Set.of("ledger")),
            entry(
                    "execution",
                    Set.of(
                            "workflow",
                            "lane",
                            "action",
                            "event",
                            "queue",
                            "expression",
                            "ledger",
                            "live",
                            "blob",
                            "lifecycle",
                            "connection")),
            entry("trigger", Set.of("execution", "event", "ledger", "workflow")),
            entry("source", Set.of("event", "signature")));

    /** All that {@code execution} may see of {@code connection}: it needs values for expressions and masks, no credential. */
    static final Set<String> CONNECTION_FOR_EXECUTION =
            Set.of("core.connection.Variables", "core.connection.SecretMasks", "core.connection.SecretMask");

    /** The most files in {@code shared}: it holds the few words every feature uses and is no place to put things. */
    static final int LARGEST_SHARED = 12;

    /** Vendors and drivers that core may not know: databases, HTTP servers and clients, mail. */
    static final Set<String> UNKNOWN_TO_CORE = Set.of(
            "java.sql",
            "javax.sql",
            "java.net.http",
            "com.sun.net.httpserver",
            "com.zaxxer",
            "org.jdbi",
            "org.flywaydb",
            "org.sqlite",
            "org.postgresql",
            "org.eclipse.jetty",
            "org.eclipse.angus",
            "jakarta",
            "okhttp3");

    /** Where a {@code Sensitive} may become text, and why there. */
    static final Map<String, String> REVEALING = Map.ofEntries(
            entry("app.Maintenance", "takes the master key and the one that replaces it"),
            entry("app.Millrace", "opens the database and the master key"),
            entry("app.command.Api", "sends the API token of the command line"),
            entry("app.config.SettingsReader", "reads passwords out of the configuration"),
            entry("core.access.SetUp", "hashes the first owner's password and the first token"),
            entry("core.action.CallIdentities", "digests the input of a call"),
            entry("core.connection.Connections", "encrypts a credential"),
            entry("core.connection.SecretMask", "learns what to mask of a value"),
            entry("core.connection.SecretMasks", "learns what to mask in a project"),
            entry("core.source.BearerPreset", "compares the sender's token"),
            entry("core.source.Settings", "makes the key of a signature"),
            entry("core.tool.Address", "makes the address of a request"),
            entry("core.tool.Attempt", "puts a credential into the request"),
            entry("core.tool.Credentials", "puts a credential into the request"),
            entry("core.tool.PathTemplate", "puts a credential into the request's path"),
            entry("egress.Secrets", "writes the request to the socket, and masks what comes back"),
            entry("s3.BucketClient", "signs a request to the operator's bucket"),
            entry("server.api.PeopleRoutes", "shows a new API token once"),
            entry("server.api.SessionRoutes", "sets the session's cookie"),
            entry("tools.email.Letter", "writes the message to the mail server"),
            entry("tools.email.SmtpServer", "logs in to the mail server"));

    /** Where, outside of egress, a socket, an HTTP client or a look-up of names may be, and why there. */
    static final Map<String, String> NETWORK = Map.ofEntries(
            entry("sdk.Egress", "declares the guarded way out"),
            entry("server.BoundPort", "takes the port before the server is made"),
            entry("s3.BucketClient", "speaks to the bucket that the operator names"),
            entry("app.command.Api", "the command line is a client of Millrace's own API"),
            entry("app.command.Prepare", "asks the server it has just started, to warm it"),
            entry("app.command.Rehearsal", "sends that server the work that a start is recorded with"),
            entry("core.access.LoginThrottle", "reads an address without looking anything up"),
            entry("tools.email.SmtpServer", "speaks SMTP on a socket that egress has opened"),
            entry("tools.email.NamedTls", "encrypts that socket, and makes none"),
            entry("tools.email.EmailTool", "holds the trust for that socket's encryption"));

    /** Where the system's clock may be read: the roots of composition, which hand it on. */
    static final Map<String, String> CLOCK = Map.ofEntries(
            entry("app.Maintenance", "hands it to what is done beside the server"),
            entry("app.Millrace", "joins the parts and hands them the clock"),
            entry("app.command.ServerCommand", "says how long the start took"),
            entry("tools.email.EmailTool", "is made by the list of built-in tools, which has no clock to hand over"));

    /** Where a thread may be put to sleep: the roots of composition of the command line, which hand it on as a port. */
    static final Map<String, String> SLEEPING = Map.ofEntries(
            entry("app.command.ExecutionCommands", "waits before it follows a broken live stream again"),
            entry("app.command.WorkflowRun", "waits before it follows a broken live stream again"));

    /** Where the process starts: it calls the command line, which makes the server, and so is above all packages. */
    static final String ENTRY = "app.Main";

    private Plan() {}
}
