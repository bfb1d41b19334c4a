package io.wigwag.core.message.send;

import io.wigwag.core.id.Jid;
import io.wigwag.core.id.MessageId;
import io.wigwag.core.people.Aliases;
import io.wigwag.core.port.DeviceState;
import io.wigwag.core.port.MessageKey;
import io.wigwag.core.port.StateChange;
import io.wigwag.core.signal.SentMessages;
import java.util.ArrayList;
import java.util.Optional;

/// What we sent in the last days, found by chat and id.
final class KeptMessages {
    private final DeviceState state;
    private final Aliases aliases;
    private final SentMessages terms;

    KeptMessages(DeviceState state, Aliases aliases, SentMessages terms) {
        this.state = state;
        this.aliases = aliases;
        this.terms = terms;
    }

    /// To commit with the ratchet's step, before the message leaves.
    StateChange keep(Prepared prepared) {
        var key = new MessageKey(
                prepared.chat().toString(), prepared.letter().id().value());
        return terms.keep(key, SentRecord.of(prepared).toOctets());
    }

    Optional<SentRecord> find(Jid chat, MessageId id) {
        var keys = new ArrayList<MessageKey>();
        keys.add(new MessageKey(aliases.canonical(chat).toString(), id.value()));
        keys.add(new MessageKey(chat.toString(), id.value()));
        // The chat may have had its other name when the message was sent.
        aliases.otherName(chat).ifPresent(other -> keys.add(new MessageKey(other.toString(), id.value())));
        var found = state.keptMessages(keys);
        return keys.stream()
                .flatMap(key -> Optional.ofNullable(found.get(key)).stream())
                .flatMap(record -> SentRecord.parse(record).stream())
                .findFirst();
    }
}
