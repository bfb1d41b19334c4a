package io.wigwag.gateway.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `./wigwag trace FILE`: prints a recorded connection, whole or the part that somebody looks for.
@Command(
        name = "trace",
        description = "Prints a recorded connection.",
        mixinStandardHelpOptions = true,
        footer = {"", "A line is a node: the time, < for one that came or > for one that went, and the node itself."})
public final class Trace implements Subcommand {
    private static final Pattern LINE = Pattern.compile("(\\S+) ([<>]) <([^\\s/>]+).*");

    private @Nullable Terminal terminal;

    @Parameters(index = "0", paramLabel = "FILE", description = "The recording.")
    private Path file = Path.of("");

    @Option(names = "--tag", paramLabel = "TAG", description = "Only nodes with this tag.")
    private String tag = "";

    @Option(names = "--containing", paramLabel = "TEXT", description = "Only nodes whose text contains this.")
    private String containing = "";

    @Override
    public void attach(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        var out = Objects.requireNonNull(terminal).out();
        var err = Objects.requireNonNull(terminal).err();
        if (!Files.isReadable(file)) {
            err.println("There is no recording to read at " + file + ".");
            return ExitStatus.FAILED;
        }
        var came = 0;
        var went = 0;
        var other = 0;
        try (var lines = Files.newBufferedReader(file)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                var node = LINE.matcher(line);
                if (!node.matches()) {
                    other++;
                    continue;
                }
                if ((tag.isEmpty() || node.group(3).equals(tag)) && line.contains(containing)) {
                    out.println(line);
                    if (node.group(2).equals("<")) {
                        came++;
                    } else {
                        went++;
                    }
                }
            }
        }
        err.println(came + " came, " + went + " went"
                + (other > 0 ? "; " + other + " lines are no nodes: is this a recording?" : ""));
        return other > 0 ? ExitStatus.FAILED : ExitStatus.OK;
    }
}
