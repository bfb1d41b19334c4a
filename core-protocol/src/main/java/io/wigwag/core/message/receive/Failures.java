package io.wigwag.core.message.receive;

import io.wigwag.core.id.DeviceAddress;
import io.wigwag.core.id.MessageId;
import java.util.LinkedHashMap;
import java.util.Map;

/// How often which message could not be read. Remembers so many and no more: a storm of broken messages pushes the
/// oldest out, whose counting then begins anew from what their stanzas say.
final class Failures {
    private static final int MOST = 4_096;

    private final Map<Which, Integer> counts = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Which, Integer> eldest) {
            return size() > MOST;
        }
    };

    private record Which(String chat, DeviceAddress author, MessageId id) {}

    /// Counts one more; `resent` is how often its sender says to have sent it again already.
    int next(Envelope envelope, DeviceAddress author, int resent) {
        var which = which(envelope, author);
        var count = Math.max(counts.getOrDefault(which, 0), Math.min(resent, RetryReceipts.MOST)) + 1;
        counts.put(which, count);
        return count;
    }

    void forget(Envelope envelope, DeviceAddress author) {
        counts.remove(which(envelope, author));
    }

    private static Which which(Envelope envelope, DeviceAddress author) {
        return new Which(envelope.place().chat().toString(), author, envelope.id());
    }
}
