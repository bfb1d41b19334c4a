package io.wigwag.gateway.cli.remote;

import io.wigwag.gateway.cli.ExitStatus;
import io.wigwag.gateway.cli.client.CallFailed;
import io.wigwag.gateway.cli.client.Gateway;
import io.wigwag.gateway.cli.client.GatewayCommand;
import io.wigwag.gateway.cli.client.GatewayOption;
import io.wigwag.gateway.cli.client.Message;
import io.wigwag.gateway.cli.client.Pause;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// `./wigwag send`: hands one message in and follows it to where it should get.
@Command(
        name = "send",
        description = "Sends a message and waits for its state.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            GatewayOption.SAID,
            "A line for each state that the message comes to. Run again with the same --once, it is still one message.",
            "Exit status: 0 it got there, 1 refused or failed, 2 not understood, 3 no gateway, 4 not there in time."
        })
public final class SendCommand extends GatewayCommand {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

    private final Pause pause;
    private final Supplier<String> keys;

    @Option(names = "--device", required = true, paramLabel = "DEVICE", description = "Who sends, by id or name.")
    private String device = "";

    @Option(names = "--to", required = true, paramLabel = "WHOM", description = "A phone number, a group or a chat.")
    private String to = "";

    @Option(names = "--text", required = true, paramLabel = "TEXT", description = "What to say.")
    private String text = "";

    @Option(
            names = "--until",
            paramLabel = "STATE",
            description = "Which state to wait for: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
    private Reached until = Reached.sent;

    @Option(names = "--timeout", paramLabel = "SECONDS", description = "How long to wait (${DEFAULT-VALUE}).")
    private int seconds = 60;

    @Option(names = "--once", paramLabel = "KEY", description = "Names this message: the same key sends it once.")
    private @Nullable String once;

    /// How far a message is to get; the words are the interface's.
    enum Reached {
        queued,
        sent,
        delivered,
        read
    }

    public SendCommand() {
        this(System.getenv(), Pause.REAL, () -> UUID.randomUUID().toString());
    }

    /// @param keys names a message that nobody named
    SendCommand(Map<String, String> environment, Pause pause, Supplier<String> keys) {
        super(environment);
        this.pause = pause;
        this.keys = keys;
    }

    @Override
    protected int run(Gateway gateway) throws CallFailed, InterruptedException {
        if (seconds < 0) {
            throw misunderstood("--timeout: " + seconds + " (expected: 0 or more)");
        }
        var sender = gateway.devices().named(device);
        var key = Optional.ofNullable(once).orElseGet(keys);
        var message = gateway.messages().send(message(sender.id()), key);
        tell(message);
        for (var looks = looks(); !message.isAt(until.name()) && !message.isOver(); looks--) {
            if (looks == 0) {
                note("Not " + until + " after " + seconds + " s; the gateway goes on with it as " + message.id() + ".");
                return ExitStatus.NOT_IN_TIME;
            }
            pause.rest(BETWEEN_LOOKS);
            var now = gateway.messages().get(message.id());
            if (!now.status().equals(message.status())) {
                tell(now);
            }
            message = now;
        }
        return message.isOver() ? ExitStatus.FAILED : ExitStatus.OK;
    }

    private long looks() {
        return Duration.ofSeconds(seconds).dividedBy(BETWEEN_LOOKS);
    }

    private ObjectNode message(String sender) {
        var message = JsonNodeFactory.instance
                .objectNode()
                .put("device", sender)
                .put("to", to)
                .put("type", "text");
        message.putObject("text").put("body", text);
        return message;
    }

    private void tell(Message message) {
        if (json()) {
            say(message.json());
        } else {
            say(message.id() + " " + message.status()
                    + message.failure().map(why -> ": " + why).orElse(""));
        }
    }
}
