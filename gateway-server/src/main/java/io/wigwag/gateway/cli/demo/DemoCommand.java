package io.wigwag.gateway.cli.demo;

import io.wigwag.gateway.cli.Ending;
import io.wigwag.gateway.cli.ExitStatus;
import io.wigwag.gateway.cli.Subcommand;
import io.wigwag.gateway.cli.Terminal;
import io.wigwag.gateway.observe.LogSetup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `./wigwag demo`: plays the story on a scene of its own, and leaves nothing behind.
@Command(
        name = "demo",
        description = "Shows all of it in some seconds: a gateway and a simulated WhatsApp, a device linked by its QR"
                + " code, messages both ways, webhooks, a restart.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Nothing is needed and nothing leaves this machine: free ports, and a temporary folder that goes at the"
                    + " end.",
            "Exit status: 0 all of it happened, 1 a step failed; it is the last one that is told."
        })
public final class DemoCommand implements Subcommand {
    private final Function<Scene, List<Step>> story;
    private @Nullable Terminal terminal;

    @Option(names = "--keep", description = "Keeps the folder with the gateway's store, and says where it is.")
    private boolean keep;

    @Option(names = "--json", description = "Tells in JSON, one value a line.")
    private boolean json;

    public DemoCommand() {
        this(scene -> new Story(scene).steps());
    }

    DemoCommand(Function<Scene, List<Step>> story) {
        this.story = story;
    }

    @Override
    public void attach(Terminal given) {
        this.terminal = given;
    }

    @Override
    public Integer call() throws IOException {
        LogSetup.onlyTrouble();
        var told = Objects.requireNonNull(terminal);
        var ending = Ending.ofThisThread();
        var status = ExitStatus.FAILED;
        try {
            status = play(told) ? ExitStatus.OK : ExitStatus.FAILED;
        } finally {
            ending.with(status);
        }
        return status;
    }

    private boolean play(Terminal told) throws IOException {
        var folder = Files.createTempDirectory("wigwag-demo-");
        try (var scene = new Scene(folder)) {
            return new Telling(told.out(), json).tell(story.apply(scene));
        } catch (InterruptedException end) {
            // By Ctrl-C, or as a part of a larger program.
            Thread.currentThread().interrupt();
            return false;
        } finally {
            if (keep) {
                told.err().println("The gateway's store is in " + folder);
                told.err().flush();
            } else {
                remove(folder);
            }
        }
    }

    private static void remove(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
