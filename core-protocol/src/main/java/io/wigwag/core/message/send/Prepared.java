package io.wigwag.core.message.send;

import io.wigwag.core.binary.Node;
import io.wigwag.core.id.Jid;
import io.wigwag.core.port.StateChange;
import io.wigwag.core.signal.IdentityChange;
import java.util.List;
import java.util.Map;

/// A message ready to go: what has to be committed first, and what when the server has it.
///
/// @param chat under the name that the stanza uses
/// @param unreachable devices that get nothing, and why
record Prepared(
        Letter letter,
        Jid chat,
        Node stanza,
        List<StateChange> before,
        List<StateChange> afterAck,
        Map<Jid, String> unreachable,
        List<IdentityChange> identityChanges) {
    Prepared {
        before = List.copyOf(before);
        afterAck = List.copyOf(afterAck);
        unreachable = Map.copyOf(unreachable);
        identityChanges = List.copyOf(identityChanges);
    }
}
