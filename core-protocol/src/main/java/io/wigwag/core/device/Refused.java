package io.wigwag.core.device;

import io.wigwag.core.binary.Node;
import java.util.LinkedHashMap;
import java.util.Map;

/// Which stanzas could not be taken in, and how often: the first times the connection ends over it, so that all of it
/// comes again in order; then the stanza is passed over.
final class Refused {
    private static final int MOST_TIMES = 3;
    private static final int MOST_REMEMBERED = 1_000;

    private final Map<String, Integer> times = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    /// Counts once more.
    boolean isTooOften(Node stanza) {
        return times.merge(key(stanza), 1, Integer::sum) >= MOST_TIMES;
    }

    void forget(Node stanza) {
        if (!times.isEmpty()) {
            times.remove(key(stanza));
        }
    }

    private static String key(Node stanza) {
        var attributes = stanza.attributes();
        return stanza.tag()
                + ' '
                + attributes.text("id").orElse("")
                + ' '
                + attributes.text("from").orElse("");
    }
}
