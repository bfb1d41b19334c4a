package io.wigwag.gateway.cli.drive.talk;

import io.wigwag.core.device.DeviceHandle;
import io.wigwag.core.event.PeopleEvent;
import io.wigwag.core.message.addon.AddOnKeeper;
import io.wigwag.core.message.mail.MailKeeper;
import io.wigwag.core.port.MediaHttp;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// All that a driver's device says and hears. It hears from the beginning; what it can say needs the device.
public final class Talk {
    private final Memory memory = new Memory();
    private final MailKeeper mail;
    private final PeopleTeller people;

    /// What is heard goes to `out`, as events.
    public Talk(Consumer<ObjectNode> out) {
        var told = new Told(out);
        var updates = new Updates(told);
        mail = new AddOnKeeper(new MailTeller(told, memory, updates), memory, updates);
        people = new PeopleTeller(told);
    }

    public MailKeeper keeper() {
        return mail;
    }

    public void happened(PeopleEvent event) {
        people.happened(event);
    }

    /// What one command does: fills the answer, and may block.
    @FunctionalInterface
    public interface Command {
        void run(JsonNode arguments, ObjectNode answer) throws Exception;
    }

    /// The commands by their names.
    ///
    /// @param http for files
    /// @param name under which the device shows itself, if it has one
    public Map<String, Command> commands(
            DeviceHandle device, MediaHttp http, InstantSource clock, SecureRandom random, Optional<String> name) {
        var sender = new Sender(device, memory, clock, random);
        var all = new HashMap<String, TalkCommand>();
        all.putAll(MessageCommands.of(device, sender, memory, clock));
        all.putAll(FileCommands.of(device, sender, memory, http, clock));
        all.putAll(GroupCommands.of(device, random));
        all.putAll(PeopleCommands.of(device, sender, clock, name));
        var commands = new HashMap<String, Command>();
        all.forEach((op, command) ->
                commands.put(op, (arguments, answer) -> command.run(new Arguments(arguments), answer)));
        return Map.copyOf(commands);
    }
}
