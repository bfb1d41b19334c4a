package io.wigwag.gateway.cli.remote;

import io.wigwag.gateway.cli.ExitStatus;
import io.wigwag.gateway.cli.client.CallFailed;
import io.wigwag.gateway.cli.client.EventFeed;
import io.wigwag.gateway.cli.client.Gateway;
import io.wigwag.gateway.cli.client.GatewayCommand;
import io.wigwag.gateway.cli.client.GatewayOption;
import io.wigwag.gateway.cli.client.Pause;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `./wigwag tail`: events as they happen, until somebody ends it.
@Command(
        name = "tail",
        description = "Prints events as they happen.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            GatewayOption.SAID,
            "A gateway that goes away is waited for, and nothing is missed meanwhile. With --json a line is the event",
            "itself; its id can be given to --since another time.",
            "Exit status: 0 ended by the reader, 1 refused, 2 not understood, 3 no gateway; 130 after Ctrl-C."
        })
public final class TailCommand extends GatewayCommand {
    private final Pause pause;

    @Option(names = "--device", paramLabel = "DEVICE", description = "Only this one's events, by id or name.")
    private @Nullable String device;

    @Option(
            names = "--since",
            paramLabel = "CURSOR",
            description = "Begins behind this event; with new ones if not given.")
    private @Nullable String since;

    public TailCommand() {
        this(System.getenv(), Pause.REAL);
    }

    TailCommand(Map<String, String> environment, Pause pause) {
        super(environment);
        this.pause = pause;
    }

    @Override
    protected int run(Gateway gateway) throws CallFailed, InterruptedException {
        Optional<String> meant = device == null
                ? Optional.empty()
                : Optional.of(gateway.devices().named(device).id());
        gateway.events().follow(meant, Optional.ofNullable(since), pause, new EventFeed.Listener() {
            @Override
            public boolean heard(EventFeed.Event event) {
                say(json() ? event.json().toString() : line(event));
                // A reader that has gone, as `| head` does, wants no more.
                return !terminal().out().checkError();
            }

            @Override
            public void lost(String why, Duration time) {
                note("... " + why + "; asking again in " + time.toSeconds() + " s");
            }
        });
        return ExitStatus.OK;
    }

    private static String line(EventFeed.Event event) {
        var json = event.json();
        var line = new StringBuilder(json.path("time").asString(""));
        line.append(' ').append(json.path("type").asString(event.type()));
        json.path("deviceId").asStringOpt().ifPresent(id -> line.append(' ').append(id));
        json.path("data")
                .propertyStream()
                .filter(member -> member.getValue().isValueNode())
                .forEach(member -> line.append(' ')
                        .append(member.getKey())
                        .append('=')
                        .append(member.getValue().asString("")));
        return line.toString();
    }
}
