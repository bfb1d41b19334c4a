package io.wigwag.gateway.cli;

import io.wigwag.gateway.observe.BuildFacts;
import java.util.List;
import java.util.Objects;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/// The program `wigwag`: finds its commands, parses the line, runs one of them.
public final class Wigwag {
    private final Terminal terminal;

    public Wigwag(Terminal terminal) {
        this.terminal = terminal;
    }

    /// Runs one command line and answers the exit status.
    public int run(String... arguments) {
        if (arguments.length == 1 && isVersion(arguments[0])) {
            // Answered without picocli, whose reflection takes longer than the rest of the start.
            terminal.out().println(BuildFacts.CURRENT.line());
            return ExitStatus.OK;
        }
        return parser(arguments).execute(arguments);
    }

    private static boolean isVersion(String argument) {
        return argument.equals("--version") || argument.equals("-V");
    }

    private CommandLine parser(String... arguments) {
        var line = new CommandLine(new Root());
        for (var command : commands(arguments.length > 0 ? arguments[0] : "")) {
            command.attach(terminal);
            line.addSubcommand(command);
        }
        // Last: these reach the commands that are there by now, and those below them.
        return line.setOut(terminal.out()).setErr(terminal.err()).setExecutionExceptionHandler(this::failed);
    }

    /// The one that is named, else all of them: picocli looks so closely at each that others would be felt.
    private static List<Subcommand> commands(String first) {
        var all = ServiceLoader.load(Subcommand.class).stream().toList();
        var named =
                all.stream().filter(command -> isCalled(command.type(), first)).toList();
        return (named.isEmpty() ? all : named)
                .stream().map(ServiceLoader.Provider::get).toList();
    }

    private static boolean isCalled(Class<? extends Subcommand> command, String name) {
        var told = command.getAnnotation(Command.class);
        return told != null && told.name().equals(name);
    }

    private int failed(Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
        terminal.err().println(command.getCommandName() + ": " + failure);
        failure.printStackTrace(terminal.err());
        return ExitStatus.FAILED;
    }

    @Command(
            name = "wigwag",
            description = "A native Java WhatsApp multi-device gateway.",
            versionProvider = Versions.class,
            mixinStandardHelpOptions = true,
            footer = {"", "Exit status: 0 done, 1 failed, 2 not understood."})
    private static final class Root implements Runnable {
        @CommandLine.Spec
        private @Nullable CommandSpec spec;

        @Override
        public void run() {
            var line = Objects.requireNonNull(spec).commandLine();
            throw new ParameterException(line, "Say which command to run.");
        }
    }

    private static final class Versions implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {BuildFacts.CURRENT.line()};
        }
    }
}
