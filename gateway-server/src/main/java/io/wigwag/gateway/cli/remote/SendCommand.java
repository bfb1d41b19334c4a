package io.wigwag.gateway.cli.remote;

import io.wigwag.gateway.cli.ExitStatus;
import io.wigwag.gateway.cli.client.CallFailed;
import io.wigwag.gateway.cli.client.Gateway;
import io.wigwag.gateway.cli.client.GatewayCommand;
import io.wigwag.gateway.cli.client.GatewayOption;
import io.wigwag.gateway.cli.client.Message;
import io.wigwag.gateway.cli.client.Pause;
import java.io.FileNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    @Option(names = "--text", paramLabel = "TEXT", description = "What to say; with --file, beside it.")
    private @Nullable String text;

    @Option(names = "--file", paramLabel = "PATH", description = "A file to send.")
    private @Nullable Path file;

    @Option(
            names = "--as",
            paramLabel = "KIND",
            description = "What the file is to be: ${COMPLETION-CANDIDATES}; else its name tells.")
    private OutgoingFile.@Nullable Kind as;

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
        var sending = checked();
        var sender = gateway.devices().named(device);
        var key = Optional.ofNullable(once).orElseGet(keys);
        var message = gateway.messages().send(message(gateway, sender.id(), sending), key);
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

    /// The file, if one is to be sent.
    private Optional<OutgoingFile> checked() {
        var sending = Optional.ofNullable(file).map(path -> OutgoingFile.of(path, Optional.ofNullable(as)));
        if (sending.isEmpty() && (text == null || as != null)) {
            throw misunderstood(as == null ? "either --text or --file says what to send" : "--as: is about a --file");
        }
        sending.ifPresent(outgoing -> {
            if (!Files.isReadable(outgoing.path()) || Files.isDirectory(outgoing.path())) {
                throw misunderstood("--file: " + outgoing.path() + " can't be read");
            }
            if (text != null && !outgoing.kind().hasCaption()) {
                throw misunderstood("--text: " + outgoing.kind() + " has no room for words; send them by themselves");
            }
        });
        return sending;
    }

    private ObjectNode message(Gateway gateway, String sender, Optional<OutgoingFile> sending)
            throws CallFailed, InterruptedException {
        var message =
                JsonNodeFactory.instance.objectNode().put("device", sender).put("to", to);
        var words = Optional.ofNullable(text);
        if (sending.isPresent()) {
            sending.get().describe(message, upload(gateway, sender, sending.get()), words);
        } else {
            message.put("type", "text").putObject("text").put("body", words.orElse(""));
        }
        return message;
    }

    private String upload(Gateway gateway, String sender, OutgoingFile outgoing)
            throws CallFailed, InterruptedException {
        try {
            return gateway.messages().upload(sender, outgoing.kind().upload(), outgoing.mimetype(), outgoing.path());
        } catch (FileNotFoundException gone) {
            throw misunderstood("--file: " + outgoing.path() + " is gone");
        }
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
