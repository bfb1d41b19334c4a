package io.wigwag.gateway.cli.pair;

import io.wigwag.gateway.cli.ExitStatus;
import io.wigwag.gateway.cli.client.CallFailed;
import io.wigwag.gateway.cli.client.Device;
import io.wigwag.gateway.cli.client.Devices;
import io.wigwag.gateway.cli.client.Gateway;
import io.wigwag.gateway.cli.client.GatewayCommand;
import io.wigwag.gateway.cli.client.GatewayOption;
import io.wigwag.gateway.cli.client.LinkCode;
import io.wigwag.gateway.cli.client.Pause;
import io.wigwag.gateway.cli.client.SimulatedWorld;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `./wigwag pair`: links a device with a phone, by a code to scan or one to type.
@Command(
        name = "pair",
        description = "Links a device with a phone: shows codes until one is scanned.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            GatewayOption.SAID,
            "Without --device or --name it takes the one device that is not linked yet, or makes one.",
            "In a terminal the code is drawn anew in its place; elsewhere each one is printed as it comes.",
            "Exit status: 0 linked, 1 refused, 2 not understood, 3 no gateway, 4 nobody scanned; 130 after Ctrl-C."
        })
public final class PairCommand extends GatewayCommand {
    private final Map<String, String> environment;
    private final Window window;
    private final Pause pause;
    private final InstantSource clock;

    @ArgGroup
    private @Nullable Which which;

    /// An old device or a new one.
    private static final class Which {
        @Option(names = "--device", paramLabel = "DEVICE", description = "An existing one, by its id or name.")
        private @Nullable String device;

        @Option(names = "--name", paramLabel = "NAME", description = "A new one with this name.")
        private @Nullable String name;
    }

    @Option(names = "--code", paramLabel = "PHONE", description = "Shows a code to type on the phone with this number.")
    private @Nullable String phone;

    @Option(
            names = "--simulated",
            paramLabel = "NAME",
            description = "Has a phone of the simulated WhatsApp scan the code (./wigwag up --sandbox).")
    private @Nullable String simulated;

    @Option(
            names = "--png",
            paramLabel = "FILE",
            description = "Keeps the code here as a picture too, for as long as it holds.")
    private @Nullable Path png;

    @Option(
            names = "--look",
            paramLabel = "LOOK",
            description = "How codes are drawn: ${COMPLETION-CANDIDATES}; dark and light name the terminal's ground.")
    private Canvas.@Nullable Look look;

    public PairCommand() {
        this(System.getenv(), Window.ofProcess(System.getenv()), Pause.REAL, InstantSource.system());
    }

    PairCommand(Map<String, String> environment, Window window, Pause pause, InstantSource clock) {
        super(environment);
        this.environment = Map.copyOf(environment);
        this.window = window;
        this.pause = pause;
        this.clock = clock;
    }

    @Override
    protected int run(Gateway gateway) throws CallFailed, InterruptedException, IOException {
        if (phone != null && !phone.matches("\\+?[0-9 ()-]{7,25}")) {
            throw misunderstood("--code: " + phone + " (expected: a phone number such as +4915112345678)");
        }
        var phoneBeside = simulatedPhone();
        var devices = gateway.devices();
        var device = chosen(devices);
        if (device.phone().isPresent() && !device.status().state().equals("logged_out")) {
            return linked(device, "is linked already");
        }
        var end = follow(gateway, device, phoneBeside);
        return switch (end) {
            case Linking.End.Linked(var done) -> linked(done, "is linked");
            case Linking.End.Late(var late) -> {
                note("Nobody linked " + late.called() + " in time. For new codes: ./wigwag pair --device " + late.id());
                yield ExitStatus.NOT_IN_TIME;
            }
            case Linking.End.Stuck(var stuck) -> {
                new Words(gateway.url()).status(stuck).forEach(this::note);
                yield ExitStatus.FAILED;
            }
        };
    }

    private Linking.End follow(Gateway gateway, Device device, Optional<SimulatedPhone> phoneBeside)
            throws CallFailed, InterruptedException, IOException {
        var file = new QrFile(Optional.ofNullable(png), Path.of(System.getProperty("java.io.tmpdir", ".")));
        var shown = display(new Words(gateway.url()), file);
        var display = phoneBeside
                .<Display>map(scanner -> new ScannedDisplay(shown, scanner))
                .orElse(shown);
        // Ctrl-C ends the process at once; the terminal and the file are put right on the way out.
        var hook = Thread.ofPlatform().unstarted(() -> leave(display, file));
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            var devices = gateway.devices();
            Optional<LinkCode.Typed> typed = Optional.empty();
            if (phone == null) {
                devices.beginLinking(device.id());
            } else {
                typed = Optional.of(devices.pairingCode(device.id(), phone));
            }
            return new Linking(devices, display, file, pause, clock).follow(device.id(), typed);
        } finally {
            leave(display, file);
            forget(hook);
        }
    }

    private static void leave(Display display, QrFile file) {
        display.close();
        file.close();
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // The process is on its way out, and the hook with it.
        }
    }

    private Display display(Words words, QrFile file) {
        if (json()) {
            return new JsonDisplay(terminal().out());
        }
        var canvas = Canvas.of(Optional.ofNullable(look), environment, window.isLive());
        return window.isLive()
                ? new LiveDisplay(terminal().out(), window, canvas, words, file)
                : new LineDisplay(terminal().out(), canvas, words);
    }

    private Optional<SimulatedPhone> simulatedPhone() throws IOException {
        if (simulated == null) {
            return Optional.empty();
        }
        var folder = option().folder();
        var admin = new SimulatedWorld(folder)
                .admin()
                .orElseThrow(() -> misunderstood("--simulated: no simulated WhatsApp runs beside a gateway on " + folder
                        + "; ./wigwag up --sandbox starts one."));
        return Optional.of(new SimulatedPhone(admin, simulated));
    }

    private Device chosen(Devices devices) throws CallFailed, InterruptedException {
        if (which != null && which.device != null) {
            return devices.named(which.device);
        }
        if (which != null && which.name != null) {
            return devices.create(Optional.of(which.name));
        }
        var waiting = devices.list().stream()
                .filter(device -> device.phone().isEmpty())
                .toList();
        return switch (waiting.size()) {
            case 0 -> devices.create(Optional.empty());
            case 1 -> waiting.getFirst();
            default ->
                throw misunderstood("Several devices wait for a phone; name one with --device: "
                        + String.join(", ", waiting.stream().map(Device::id).toList()));
        };
    }

    private int linked(Device device, String how) {
        if (json()) {
            say(JsonDisplay.line("linked", device).setAll(Map.of("resource", device.json())));
        } else {
            say(device.called() + " " + how + " as " + device.phone().orElse("?") + " (" + device.id() + ").");
            if (!device.status().isLetIn()) {
                say(device.status().nextStep());
            }
        }
        return ExitStatus.OK;
    }
}
