package io.wigwag.core.message.send;

import io.wigwag.core.id.DeviceAddress;
import io.wigwag.core.port.DeviceState;
import io.wigwag.core.port.MessageKey;
import io.wigwag.core.port.StateChange;
import io.wigwag.core.signal.SessionRecord;
import java.time.Instant;
import java.util.List;

/// Knows a session again by the key that it began with: when a device asks a third time and still has the session with
/// which it failed before, that session is beyond mending. Remembered beside the kept messages, and as long as those.
final class BaseKeys {
    private final DeviceState state;

    BaseKeys(DeviceState state) {
        this.state = state;
    }

    /// Whether this session has to go. The second request has its session remembered, later ones compare.
    boolean isSpent(RetryRequest request, DeviceAddress device, SessionRecord session, Instant now) {
        var baseKey = session.baseKey();
        if (baseKey.isEmpty() || request.count() < 2) {
            return false;
        }
        var place = new MessageKey("base key " + device, request.id().value());
        if (request.count() == 2) {
            state.commit(
                    List.of(new StateChange.KeepMessage(place, baseKey.get().octets(), now)));
            return false;
        }
        var before = state.keptMessages(List.of(place)).get(place);
        if (before == null || !before.equals(baseKey.get().octets())) {
            return false;
        }
        state.commit(List.of(new StateChange.DropMessage(place)));
        return true;
    }
}
