package io.wigwag.gateway.cli.up;

import io.wigwag.gateway.boot.Gateway;
import io.wigwag.gateway.cli.ExitStatus;
import io.wigwag.gateway.cli.Subcommand;
import io.wigwag.gateway.cli.Terminal;
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
import java.util.concurrent.CountDownLatch;
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
        var told = new CountDownLatch(1);
        var ended = new CountDownLatch(1);
        var hook = Thread.ofPlatform().unstarted(() -> end(told, ended));
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return sandbox ? runWithSandbox(told) : run(Optional.empty(), told);
        } finally {
            ended.countDown();
        }
    }

    /// The process waits until all is given back.
    private static void end(CountDownLatch told, CountDownLatch ended) {
        told.countDown();
        try {
            ended.await();
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    /// What the sandbox knows is kept beside the gateway's store: a device that is linked there stays so.
    private int runWithSandbox(CountDownLatch told) throws IOException, GeneralSecurityException {
        GatewayConfig config;
        try {
            config = config(Map.of());
        } catch (Misconfigured wrong) {
            return misunderstood(wrong);
        }
        var world = config.store().folder().resolve("sandbox");
        Files.createDirectories(world);
        var chosen = SandboxSettings.builder().port(0).plainPort(0).data(world).build();
        try (var simulated = Sandbox.start(chosen)) {
            return run(Optional.of(simulated), told);
        }
    }

    private int run(Optional<Sandbox> simulated, CountDownLatch told) throws IOException {
        var err = Objects.requireNonNull(terminal).err();
        try {
            var config = config(simulated.map(UpCommand::towards).orElse(Map.of()));
            var key = FirstKey.in(config.store().folder());
            var world = new Gateway.World(environment, new SecureRandom(), InstantSource.system());
            try (var gateway = Gateway.start(config, world, key::write)) {
                say(gateway, simulated, key);
                told.await();
                err.println("Stopping: requests come to their end, devices are given back.");
                err.flush();
            }
            return ExitStatus.OK;
        } catch (Misconfigured wrong) {
            return misunderstood(wrong);
        } catch (MasterKeyTrouble | NewerStore | StoreUnavailable unusable) {
            err.println("up: " + unusable.getMessage());
            return ExitStatus.FAILED;
        } catch (BindException taken) {
            err.println("up: " + taken.getMessage() + "; choose another one with --port");
            return ExitStatus.FAILED;
        } catch (InterruptedException end) {
            // Whoever runs this as a part of a larger program ends it so.
            Thread.currentThread().interrupt();
            return ExitStatus.OK;
        }
    }

    private int misunderstood(Misconfigured wrong) {
        wrong.mistakes()
                .forEach(mistake -> Objects.requireNonNull(terminal).err().println("up: " + mistake));
        return ExitStatus.USAGE;
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

    private void say(Gateway gateway, Optional<Sandbox> simulated, FirstKey key) {
        var out = Objects.requireNonNull(terminal).out();
        var url = "http://" + gateway.address().getAddress().getHostAddress() + ":"
                + gateway.address().getPort();
        out.println("Wigwag is up at " + url + " (interface described at " + url + "/docs)");
        simulated.ifPresent(world -> {
            out.println("Simulated WhatsApp: " + world.plainChatUrl().orElseThrow());
            out.println("  steer it at " + world.whereabouts().admin());
        });
        gateway.madeKey()
                .ifPresent(file -> out.println(
                        "A master key was made in " + file + ": without it the data can't be read. Keep a copy."));
        gateway.firstKey().ifPresent(first -> {
            out.println("API key (shown this once): " + first.text());
            out.println("  also in " + key.file() + ", where the commands here find it; delete the file if you like");
        });
        out.println(
                key.isThere()
                        ? "Next: ./wigwag pair   (in another terminal) links a phone. Ctrl-C ends the gateway."
                        : "Next: WIGWAG_KEY=wgw_... ./wigwag pair   links a phone. Ctrl-C ends the gateway.");
        out.flush();
    }
}
