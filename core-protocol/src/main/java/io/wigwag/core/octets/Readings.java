package io.wigwag.core.octets;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What stored records were last read as. The same bytes always mean the same, and whoever asks shows the bytes that
/// hold now, so nothing here can be out of date: it only spares reading what was read a moment ago, and keeps alive
/// what an object has worked out for itself since.
///
/// For one thread. The least recently used goes first.
public final class Readings<K, T> {
    private final Map<K, Reading<T>> recent;

    private record Reading<T>(Octets record, T meaning) {}

    /// Reads bytes.
    @FunctionalInterface
    public interface Reader<T, E extends Exception> {
        T read(Octets record) throws E;
    }

    public Readings(int most) {
        recent = new LinkedHashMap<>(4, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, Reading<T>> eldest) {
                return size() > most;
            }
        };
    }

    /// What the record under this key means.
    public <E extends Exception> T of(K key, Octets record, Reader<T, E> reader) throws E {
        @Nullable Reading<T> known = recent.get(key);
        if (known != null && known.record().equals(record)) {
            return known.meaning();
        }
        var meaning = reader.read(record);
        put(key, record, meaning);
        return meaning;
    }

    /// The record under this key is about to become another one, of which the meaning is known already.
    public void put(K key, Octets record, T meaning) {
        recent.put(key, new Reading<>(record, meaning));
    }
}
