package io.millrace.app.command;

import io.millrace.app.Version;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** {@code millrace}: nothing by itself but the list of commands. */
@Command(
        name = "millrace",
        description = "Turns events into tool actions, durably.",
        mixinStandardHelpOptions = true,
        versionProvider = MillraceCommand.BuildVersion.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "MILLRACE_URL (http://127.0.0.1:8080), MILLRACE_TOKEN and MILLRACE_PROJECT (default) say which server,",
            "with which API token, and which project. docs/cli.md explains every command and exit code."
        })
final class MillraceCommand implements Runnable {
    @CommandLine.Spec
    private CommandSpec spec = CommandSpec.create();

    /** What {@code --version} prints. */
    static final class BuildVersion implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {
                "millrace " + Version.CURRENT, "Java " + Runtime.version() + " on " + System.getProperty("os.name")
            };
        }
    }

    /** Every command there is. */
    static CommandLine withAllCommands(Terminal terminal) {
        CommandLine all = new CommandLine(new MillraceCommand())
                .addSubcommand(new ServerCommand(terminal))
                .addSubcommand(new SetUpCommand(terminal))
                .addSubcommand(group("workflow", "Save, check, publish and run workflows.")
                        .addSubcommand(new WorkflowFiles.Validate(terminal))
                        .addSubcommand(new WorkflowFiles.Apply(terminal))
                        .addSubcommand(WorkflowCommands.publish(terminal))
                        .addSubcommand(new WorkflowRun(terminal))
                        .addSubcommand(new WorkflowCommands.Listing(terminal))
                        .addSubcommand(new WorkflowCommands.Get(terminal))
                        .addSubcommand(WorkflowCommands.enable(terminal))
                        .addSubcommand(WorkflowCommands.disable(terminal))
                        .addSubcommand(WorkflowCommands.pause(terminal))
                        .addSubcommand(WorkflowCommands.resume(terminal))
                        .addSubcommand(DeleteCommand.of(
                                terminal,
                                "/workflows/",
                                "delete",
                                "Delete the workflow. Its executions stay.",
                                "deleted")))
                .addSubcommand(group("execution", "See, follow, cancel, restart and replay executions.")
                        .addSubcommand(new ExecutionCommands.Listing(terminal))
                        .addSubcommand(new ExecutionCommands.Get(terminal))
                        .addSubcommand(new ExecutionCommands.Follow(terminal))
                        .addSubcommand(ExecutionCommands.cancel(terminal))
                        .addSubcommand(ExecutionCommands.restart(terminal))
                        .addSubcommand(new ExecutionCommands.Replay(terminal))
                        .addSubcommand(new BulkCommand(terminal))
                        .addSubcommand(new ExecutionCommands.Items(terminal))
                        .addSubcommand(new ExecutionCommands.Settle(terminal)))
                .addSubcommand(new DoctorCommand(terminal))
                .addSubcommand(group("approval", "See and answer what waits for a yes or no.")
                        .addSubcommand(new ApprovalCommands.Listing(terminal))
                        .addSubcommand(new ApprovalCommands.Approve(terminal))
                        .addSubcommand(new ApprovalCommands.Reject(terminal)))
                .addSubcommand(group("connection", "Make, see, test and delete connections.")
                        .addSubcommand(new ConnectionSet(terminal))
                        .addSubcommand(new ConnectionCommands.Listing(terminal))
                        .addSubcommand(new ConnectionCommands.Get(terminal))
                        .addSubcommand(new ConnectionCommands.Test(terminal))
                        .addSubcommand(DeleteCommand.of(
                                terminal,
                                "/connections/",
                                "delete",
                                "Delete a connection that no workflow uses.",
                                "deleted")))
                .addSubcommand(group("variable", "Keep values and secrets for expressions.")
                        .addSubcommand(new VariableCommands.Set(terminal))
                        .addSubcommand(new VariableCommands.Listing(terminal))
                        .addSubcommand(new VariableCommands.Delete(terminal)))
                .addSubcommand(group("event", "See and replay events.")
                        .addSubcommand(new EventCommands.Listing(terminal))
                        .addSubcommand(new EventCommands.Get(terminal))
                        .addSubcommand(new EventCommands.Replay(terminal)))
                .addSubcommand(group("source", "See and test the addresses of webhooks.")
                        .addSubcommand(new SourceCommands.Listing(terminal))
                        .addSubcommand(new SourceCommands.Test(terminal)))
                .addSubcommand(group("tool", "See the tools, and check those of your own.")
                        .addSubcommand(new ToolCommands.Listing(terminal))
                        .addSubcommand(new ToolCommands.Validate(terminal)))
                .addSubcommand(group("catch", "See what the catcher received.")
                        .addSubcommand(new CatchCommands.Show(terminal)))
                .addSubcommand(group("token", "Make, see and revoke API tokens.")
                        .addSubcommand(new TokenCommands.Create(terminal))
                        .addSubcommand(new TokenCommands.Listing(terminal))
                        .addSubcommand(DeleteCommand.of(
                                terminal,
                                "/api/v1/tokens/",
                                "revoke",
                                "Revoke an API token; 'token list' shows the ids.",
                                "revoked")))
                .addSubcommand(group("schedule", "Look after schedules.").addSubcommand(new BackfillCommand(terminal)))
                .addSubcommand(
                        group("trigger", "Look after triggers.").addSubcommand(new TriggerCommands.Poll(terminal)))
                .addSubcommand(group("project", "Look after projects.").addSubcommand(new RetentionCommand(terminal)))
                .addSubcommand(group("node", "See the servers that share the database, and drain them.")
                        .addSubcommand(new NodeCommands.Listing(terminal))
                        .addSubcommand(new NodeCommands.Drain(terminal))
                        .addSubcommand(new NodeCommands.Resume(terminal)))
                .addSubcommand(group("user", "Look after users, on the machine the data is on.")
                        .addSubcommand(new ResetPassword(terminal)))
                .addSubcommand(group("key", "Look after the master key, on the machine the data is on.")
                        .addSubcommand(new RotateKey(terminal)))
                .addSubcommand(new Prepare(terminal));
        all.getSubcommands().values().forEach(MillraceCommand::addHelp);
        return all.addSubcommand(new HelpCommand());
    }

    private static void addHelp(CommandLine command) {
        command.getCommandSpec()
                .addOption(OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("show this help")
                        .build());
        command.getSubcommands().values().forEach(MillraceCommand::addHelp);
    }

    @Override
    public void run() {
        throw new NoCommandException(spec.commandLine());
    }

    private static CommandLine group(String name, String description) {
        CommandLine group = new CommandLine(new Group());
        group.getCommandSpec().name(name).usageMessage().description(description);
        return group;
    }

    /** A noun: nothing by itself but the list of its verbs. */
    @Command(synopsisSubcommandLabel = "COMMAND")
    private static final class Group implements Runnable {
        @CommandLine.Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public void run() {
            throw new NoCommandException(spec.commandLine());
        }
    }
}
