package io.wigwag.core.message.send;

import io.wigwag.core.id.Jid;
import io.wigwag.core.port.StateChange;
import io.wigwag.core.signal.EncType;
import io.wigwag.core.signal.Encrypted;
import io.wigwag.core.signal.IdentityChange;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One ciphertext for each device that could be written to.
///
/// @param unreachable why the others could not, for the log
record Sealed(
        Map<Jid, Encrypted> messages,
        Map<Jid, String> unreachable,
        List<IdentityChange> identityChanges,
        List<StateChange> changes) {
    Sealed {
        messages = Collections.unmodifiableMap(new LinkedHashMap<>(messages));
        unreachable = Map.copyOf(unreachable);
        identityChanges = List.copyOf(identityChanges);
        changes = List.copyOf(changes);
    }

    /// Whether a session begins here, so that receivers have to be told who vouches for us.
    boolean beginsSession() {
        return messages.values().stream().anyMatch(message -> message.type() == EncType.PKMSG);
    }
}
