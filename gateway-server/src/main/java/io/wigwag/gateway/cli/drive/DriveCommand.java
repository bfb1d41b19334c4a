package io.wigwag.gateway.cli.drive;

import io.wigwag.core.crypto.InvalidKey;
import io.wigwag.core.crypto.PublicKey;
import io.wigwag.core.login.MalformedProfile;
import io.wigwag.core.noise.TrustRoot;
import io.wigwag.core.octets.Octets;
import io.wigwag.gateway.cli.ExitStatus;
import io.wigwag.gateway.cli.Subcommand;
import io.wigwag.gateway.cli.Terminal;
import io.wigwag.storage.seal.master.MasterKeyTrouble;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `./wigwag drive`: commands in on standard input, answers and events out on standard output, a JSON object a line.
@Command(
        name = "drive",
        description = "Runs one device on a sandbox, steered by lines of JSON.",
        footer = {
            "",
            "Commands: {\"op\": \"connect\", \"id\": 1}. Answers: {\"re\": 1, \"ok\": true}. Events: {\"ev\": \"qr\", ...}.",
            "The end of standard input ends it. It never talks to the real service.",
            "Exit status: 0 ended, 1 failed, 2 not understood."
        })
public final class DriveCommand implements Subcommand {
    private static final String MEMORY = "memory";

    private final InputStream in;
    private @Nullable Terminal terminal;

    @Option(names = "--url", required = true, paramLabel = "URL", description = "ws(s)://HOST:PORT/ws/chat.")
    private URI url = URI.create("ws://localhost/");

    @Option(names = "--root", required = true, paramLabel = "HEX", description = "The server's Noise root key.")
    private String root = "";

    @Option(names = "--serial", paramLabel = "N", description = "The root's serial number (0).")
    private int serial;

    @Option(names = "--media-host", paramLabel = "HOST:PORT", description = "Gets all requests for files.")
    private @Nullable String mediaHost;

    @Option(names = "--name", paramLabel = "NAME", description = "The push name that is told at every connection.")
    private @Nullable String name;

    @Option(names = "--version", paramLabel = "A.B.C", description = "The client version; the shipped one without.")
    private @Nullable String version;

    @Option(names = "--online", description = "Says that it is there as soon as everything was handed over.")
    private boolean online;

    @Option(names = "--full-history", description = "Wishes for all of the history.")
    private boolean fullHistory;

    @Option(names = "--nodes", description = "Tells every stanza that comes in.")
    private boolean nodes;

    @Option(names = "--wait", description = "Dials only when told to.")
    private boolean waits;

    @Option(names = "--impatient", description = "Asks every second whether the server is still there.")
    private boolean impatient;

    @Option(names = "--store", paramLabel = "memory|FOLDER", description = "Where the device lives (memory).")
    private String store = MEMORY;

    /// Read by picocli alone. The usual mixin would take `--version` for itself.
    @SuppressWarnings("UnusedVariable")
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this and ends.")
    private boolean help;

    public DriveCommand() {
        this(System.in);
    }

    DriveCommand(InputStream in) {
        this.in = in;
    }

    @Override
    public void attach(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, MasterKeyTrouble, InterruptedException {
        var streams = Objects.requireNonNull(terminal);
        var out = new JsonLines(streams.out());
        try (var _ = turn(streams.err());
                var device = DriveDevice.open(options(), out)) {
            out.write(out.event("ready").put("client", DriveDevice.CLIENT).put("url", url.toString()));
            if (!waits) {
                device.dial();
            }
            new CommandLoop(Operations.of(device), out).run(in);
            return ExitStatus.OK;
        } catch (IllegalArgumentException | InvalidKey | MalformedProfile wrong) {
            streams.err().println("drive: " + wrong.getMessage());
            return ExitStatus.USAGE;
        }
    }

    private DriveOptions options() throws InvalidKey {
        var files = mediaHost == null ? MediaAddress.beside(url) : MediaAddress.named(mediaHost, url);
        return new DriveOptions(
                url, new TrustRoot(PublicKey.of(Octets.ofHex(root)), serial), files, profile(), folder(), wishes());
    }

    private Optional<Path> folder() {
        return store.equals(MEMORY) ? Optional.empty() : Optional.of(Path.of(store));
    }

    private Turn turn(PrintWriter told) throws IOException, InterruptedException {
        var folder = folder();
        return folder.isPresent() ? Turn.in(folder.get(), told) : Turn.ALONE;
    }

    private Set<DriveOptions.Wish> wishes() {
        var wishes = EnumSet.noneOf(DriveOptions.Wish.class);
        Map.of(
                        DriveOptions.Wish.ONLINE, online,
                        DriveOptions.Wish.NODES, nodes,
                        DriveOptions.Wish.WAIT, waits,
                        DriveOptions.Wish.IMPATIENT, impatient)
                .forEach((wish, wanted) -> {
                    if (wanted) {
                        wishes.add(wish);
                    }
                });
        return wishes;
    }

    private Map<String, String> profile() {
        var settings = new HashMap<String, String>();
        if (version != null) {
            settings.put("client.version", version);
        }
        if (name != null) {
            settings.put("client.push-name", name);
        }
        if (fullHistory) {
            settings.put("client.full-history", "true");
        }
        return settings;
    }
}
