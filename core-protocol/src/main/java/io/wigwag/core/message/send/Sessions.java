package io.wigwag.core.message.send;

import io.wigwag.core.octets.Octets;
import io.wigwag.core.signal.MalformedRecord;
import io.wigwag.core.signal.SessionRecord;
import org.jspecify.annotations.Nullable;

/// Looks into a stored session.
final class Sessions {
    private Sessions() {}

    /// An unreadable one is as good as none: whoever encrypts with it begins a new one.
    static SessionRecord read(@Nullable Octets record) {
        if (record == null) {
            return SessionRecord.EMPTY;
        }
        try {
            return SessionRecord.parse(record);
        } catch (MalformedRecord unreadable) {
            return SessionRecord.EMPTY;
        }
    }

    /// Whether the other side has written with it.
    static boolean isAnswered(Octets record) {
        var session = read(record);
        return session.isOpen() && !session.isUnanswered();
    }
}
