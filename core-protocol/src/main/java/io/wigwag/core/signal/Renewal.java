package io.wigwag.core.signal;

import io.wigwag.core.octets.Octets;
import io.wigwag.core.port.DeviceState;
import io.wigwag.core.port.SenderKeyName;
import io.wigwag.core.port.StateChange;
import io.wigwag.core.port.StateInventory;
import java.util.ArrayList;
import java.util.List;

/// What a device does whose store was put back to an old copy. Others' ratchets have gone on without it: what it sent
/// now would be taken for messages that were there before, and dropped in silence.
///
/// Sessions are deleted, not archived: a late message would bring an archived one back to life, with sending keys that
/// are used up. So whoever still writes with an old session is asked once to send again, and begins a new one.
public final class Renewal {
    private static final int PART = 500;

    private Renewal() {}

    /// The changes, in parts for one commit each, so that none grows beyond what stores like. May be begun again
    /// after a crash. Without a session bundles are fetched, and without a sender key of our own a new one is made,
    /// by the next message.
    ///
    /// @param keys those of [PreKeySupply#renew]: commit, then publish the signed one and upload new ones
    public static List<List<StateChange>> of(DeviceState state, StateInventory inventory, PreKeySupply.Signed keys) {
        var parts = new ArrayList<List<StateChange>>();
        parts.add(keys.changes());
        parts.addAll(parted(inventory.allSessions().stream()
                .<StateChange>map(StateChange.DeleteSession::new)
                .toList()));
        var own = new ArrayList<StateChange>();
        for (var names : parted(inventory.allSenderKeys())) {
            state.senderKeys(names).forEach((name, record) -> {
                if (isOurs(record)) {
                    own.addAll(renewed(name));
                }
            });
        }
        parts.addAll(parted(own));
        return List.copyOf(parts);
    }

    private static List<StateChange> renewed(SenderKeyName own) {
        return List.of(new StateChange.DeleteSenderKey(own), new StateChange.ForgetHolders(own.group()));
    }

    /// Others' keys are only behind, and catch up by themselves.
    private static boolean isOurs(Octets record) {
        try {
            return SenderKeyRecord.parse(record).own().isPresent();
        } catch (MalformedRecord unreadable) {
            return true;
        }
    }

    private static <T> List<List<T>> parted(List<T> all) {
        var parts = new ArrayList<List<T>>();
        for (var from = 0; from < all.size(); from += PART) {
            parts.add(List.copyOf(all.subList(from, Math.min(from + PART, all.size()))));
        }
        return parts;
    }
}
