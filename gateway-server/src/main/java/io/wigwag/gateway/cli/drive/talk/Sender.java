package io.wigwag.gateway.cli.drive.talk;

import io.wigwag.core.device.DeviceHandle;
import io.wigwag.core.id.Jid;
import io.wigwag.core.id.MessageId;
import io.wigwag.core.login.LinkedAccount;
import io.wigwag.core.message.codec.Composition;
import io.wigwag.core.message.codec.ContentWriter;
import io.wigwag.core.message.content.Draft;
import io.wigwag.core.message.secret.MessageSecret;
import io.wigwag.core.message.send.Letter;
import io.wigwag.core.message.send.SendOutcome;
import io.wigwag.core.message.send.SendRefused;
import io.wigwag.proto.e2e.Message;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;

/// Makes messages of drafts, sends them, and remembers them.
final class Sender {
    private final DeviceHandle device;
    private final Memory memory;
    private final InstantSource clock;
    private final SecureRandom random;

    Sender(DeviceHandle device, Memory memory, InstantSource clock, SecureRandom random) {
        this.device = device;
        this.memory = memory;
        this.clock = clock;
        this.random = random;
    }

    SecureRandom random() {
        return random;
    }

    /// What a message that is made now gets.
    Composition composition() {
        return new Composition(clock.instant(), MessageSecret.random(random));
    }

    MessageId send(Jid chat, Draft draft) throws Exception {
        return send(chat, ContentWriter.write(draft, composition()), List.of());
    }

    /// Sends, and returns when the server has it.
    ///
    /// @param audience of a status
    MessageId send(Jid chat, Message message, List<Jid> audience) throws Exception {
        var id = MessageId.fresh(random);
        var own = own();
        // Whoever gets it may be faster than the server's word to us.
        var known = new Known(
                id,
                chat.normal(),
                chat.normal(),
                true,
                own.jid().bare(),
                names(own),
                clock.instant(),
                message,
                Optional.empty());
        memory.keep(known);
        switch (outcome(new Letter(id, chat, message, List.of(), audience))) {
            case SendOutcome.Accepted accepted -> {
                memory.keep(known.in(accepted.chat()));
                return id;
            }
            case SendOutcome other -> throw new IllegalStateException(SendWords.of(other));
        }
    }

    private SendOutcome outcome(Letter letter) throws Exception {
        try {
            return device.send(letter).get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof SendRefused refused) {
                throw new IllegalStateException(refused.getMessage() + ": " + SendWords.of(refused.reason()), refused);
            }
            throw failed;
        }
    }

    LinkedAccount own() throws Exception {
        return device.account().get().orElseThrow(() -> new IllegalStateException("nobody has linked the device"));
    }

    static Set<Jid> names(LinkedAccount own) {
        var names = new LinkedHashSet<Jid>();
        names.add(own.jid().bare());
        own.lid().ifPresent(lid -> names.add(lid.bare()));
        return names;
    }
}
