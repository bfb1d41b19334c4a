package io.wigwag.gateway.cli.up;

import io.wigwag.gateway.boot.Gateway;
import io.wigwag.gateway.cli.Ending;
import io.wigwag.gateway.cli.ExitStatus;
import io.wigwag.gateway.cli.Subcommand;
import io.wigwag.gateway.cli.Terminal;
import io.wigwag.gateway.cli.client.SimulatedWorld;
import io.wigwag.gateway.config.GatewayConfig;
import io.wigwag.gateway.config.Misconfigured;
import io.wigwag.gateway.config.Sources;
import io.wigwag.sandbox.Sandbox;
import io.wigwag.sandbox.SandboxSettings;
import io.wigwag.storage.document.StoreUnavailable;
import io.wigwag.storage.migration.NewerStore;
import io.wigwag.storage.seal.master.MasterKeyTrouble;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `./wigwag up`: runs a gateway until it is told to end, and then lets everything come to its end.
@Command(
        name = "up",
        description = "Runs the gateway.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Without more it keeps everything in the folder wigwag-data and talks to WhatsApp.",
            "Every setting is also a variable (WIGWAG_HTTP_PORT) and a line of a file that WIGWAG_CONFIG names"
                    + " (http.port = 8080); options go first, then variables, then the file.",
            "Logs go to standard error: lines in a terminal, JSON elsewhere; WIGWAG_LOG=plain or json decides it.",
            "Ctrl-C or SIGTERM: requests come to their end, devices are given back, the store is closed.",
            "Exit status: 0 ended when told to, 1 could not run, 2 not understood."
        })
public final class UpCommand implements Subcommand {
    private final Map<String, String> environment;
    private @Nullable Terminal terminal;

    @Option(names = "--sandbox", description = "Runs a simulated WhatsApp beside it; devices link there.")
    private boolean sandbox;

    @Option(names = "--port", paramLabel = "N", description = "The port of the interface; 0 for any free one (8080).")
    private @Nullable Integer port;

    @Option(names = "--data", paramLabel = "DIR", description = "The folder of the store (wigwag-data).")
    private @Nullable Path data;

    @Option(names = "--set", paramLabel = "NAME=VALUE", description = "Any other setting, such as http.bind=0.0.0.0.")
    private Map<String, String> settings = new HashMap<>();

    @Option(names = "--json", description = "Says what runs where in JSON, one value a line.")
    private boolean json;

    @Option(names = "--once", hidden = true, description = "Ends once it is up: the launcher learns a start so.")
    private boolean once;

    public UpCommand() {
        this(System.getenv());
    }

    UpCommand(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public void attach(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, GeneralSecurityException {
        var ending = Ending.ofThisThread();
        var status = ExitStatus.FAILED;
        try {
            status = run(ending);
        } catch (InterruptedException end) {
            // Told to end while it started; or whoever runs this as a part of a larger program ends it so.
            Thread.currentThread().interrupt();
            status = ended();
        } catch (Exception failed) {
            // Whatever was interrupted by being told to end fails in its own way.
            status = ending.isTold() ? ended() : explained(failed);
        } finally {
            ending.with(status);
        }
        return status;
    }

    private int ended() {
        tell("stopped", "Stopped.");
        return ExitStatus.OK;
    }

    private int explained(Exception failed) throws IOException, GeneralSecurityException {
        switch (failed) {
            case Misconfigured wrong -> {
                wrong.mistakes().forEach(this::complain);
                return ExitStatus.USAGE;
            }
            case BindException taken -> complain(taken.getMessage() + "; choose another port with --port");
            case MasterKeyTrouble unusable -> complain(unusable.getMessage());
            case NewerStore unusable -> complain(unusable.getMessage());
            case StoreUnavailable unusable -> complain(unusable.getMessage());
            case RuntimeException unforeseen -> throw unforeseen;
            case IOException unforeseen -> throw unforeseen;
            case GeneralSecurityException unforeseen -> throw unforeseen;
            default -> throw new IllegalStateException("could not run", failed);
        }
        return ExitStatus.FAILED;
    }

    private int run(Ending ending)
            throws IOException, GeneralSecurityException, InterruptedException, Misconfigured, MasterKeyTrouble,
                    NewerStore {
        var config = config(Map.of());
        if (!sandbox) {
            return run(config, Optional.empty(), ending);
        }
        var world = new SimulatedWorld(config.store().folder());
        world.prepare();
        var chosen = SandboxSettings.builder()
                .port(0)
                .plainPort(0)
                .data(world.folder())
                .build();
        try (var simulated = Sandbox.start(chosen)) {
            var at = new Announcement.Simulation(
                    simulated.plainChatUrl().orElseThrow(),
                    simulated.whereabouts().plain().orElseThrow().admin());
            world.runsAt(at.admin());
            return run(config(towards(simulated)), Optional.of(at), ending);
        } finally {
            world.ended();
        }
    }

    private int run(GatewayConfig config, Optional<Announcement.Simulation> simulation, Ending ending)
            throws IOException, InterruptedException, MasterKeyTrouble, NewerStore {
        var key = FirstKey.in(config.store().folder());
        var world = new Gateway.World(environment, new SecureRandom(), InstantSource.system());
        try (var gateway = Gateway.start(config, world, key::write)) {
            announce(new Announcement(
                    url(gateway),
                    Optional.of(config.store().folder())
                            .filter(_ -> config.store().mongoUri().isEmpty()),
                    simulation,
                    gateway.madeKey(),
                    gateway.firstKey(),
                    Optional.of(key.file()).filter(_ -> key.isThere())));
            if (once) {
                ask(url(gateway));
            } else {
                ending.await();
            }
            tell("stopping", "Stopping: requests come to their end, devices are given back.");
        }
        return ended();
    }

    /// Where the simulated server is. Webhooks may go to this machine then, since a trial's receiver is on it.
    private static Map<String, String> towards(Sandbox simulated) {
        return Map.of(
                "whatsapp.url",
                simulated.plainChatUrl().orElseThrow(),
                "whatsapp.root",
                simulated.whereabouts().noiseRootKey(),
                "egress.allowed",
                "127.0.0.0/8,::1",
                "egress.ports",
                "any");
    }

    private GatewayConfig config(Map<String, String> more) throws Misconfigured, IOException {
        var flags = new HashMap<>(more);
        flags.putAll(settings);
        Optional.ofNullable(port).ifPresent(number -> flags.put("http.port", String.valueOf(number)));
        Optional.ofNullable(data).ifPresent(folder -> flags.put("data", folder.toString()));
        return GatewayConfig.read(new Sources(flags, environment, file()));
    }

    private Map<String, String> file() throws IOException {
        var named = environment.get("WIGWAG_CONFIG");
        if (named == null || named.isEmpty()) {
            return Map.of();
        }
        try (var reader = Files.newBufferedReader(Path.of(named), StandardCharsets.UTF_8)) {
            return Sources.file(reader);
        }
    }

    /// Where a program on this machine reaches it.
    private static URI url(Gateway gateway) {
        var address = gateway.address().getAddress();
        var host = address.isAnyLocalAddress() ? "127.0.0.1" : address.getHostAddress();
        var written = host.contains(":") ? "[" + host + "]" : host;
        return URI.create("http://" + written + ":" + gateway.address().getPort());
    }

    /// One request, so that the way to its answer is learned, too.
    private static void ask(URI url) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var _ = client.send(HttpRequest.newBuilder(url.resolve("/readyz")).build(), BodyHandlers.discarding());
        }
    }

    private void announce(Announcement announcement) {
        if (json) {
            say(announcement.json().toString());
        } else {
            announcement.lines().forEach(this::say);
        }
    }

    private void tell(String event, String sentence) {
        say(json ? Announcement.line(event).toString() : sentence);
    }

    private void say(String line) {
        var out = Objects.requireNonNull(terminal).out();
        out.println(line);
        out.flush();
    }

    private void complain(@Nullable String what) {
        var err = Objects.requireNonNull(terminal).err();
        err.println("up: " + what);
        err.flush();
    }
}
