package io.wigwag.core.message.send;

import io.wigwag.core.id.Jid;
import io.wigwag.core.people.Roster;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Who reads the groups that were written to last. Gathering the devices of a thousand members takes longer than
/// encrypting for them, and they change rarely: they are gathered anew when the roster is another one, or when any
/// list of devices or pair of names has changed since.
final class Readership {
    private static final int MOST = 4;

    private final Map<Jid, Known> recent = new LinkedHashMap<>(4, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Jid, Known> eldest) {
            return size() > MOST;
        }
    };

    /// What the readers were gathered from.
    ///
    /// @param devices how many times lists of devices had changed
    /// @param names how many times names had
    record Sources(Roster roster, long devices, long names) {}

    private record Known(Sources sources, Readers readers) {}

    Optional<Readers> of(Jid group, Sources now) {
        return Optional.ofNullable(recent.get(group))
                .filter(known -> known.sources().equals(now))
                .map(Known::readers);
    }

    void gathered(Jid group, Sources sources, Readers readers) {
        recent.put(group, new Known(sources, readers));
    }
}
