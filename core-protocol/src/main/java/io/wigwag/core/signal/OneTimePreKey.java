package io.wigwag.core.signal;

import io.wigwag.core.crypto.KeyPair;
import io.wigwag.core.crypto.PublicKey;
import io.wigwag.core.port.StoredPreKey;
import java.time.Instant;
import java.util.Optional;

/// A pre-key of ours that serves one session. `usedBy` is the base key of that session once it has begun: the same
/// first message may come again and is read again, any other is refused.
///
/// ```
/// version 1 | public 32 | private 32 | [base key 32]
/// ```
public record OneTimePreKey(int id, KeyPair keys, Optional<PublicKey> usedBy) {
    /// Ids have three bytes on the wire; 0 means none to some clients.
    public static final int HIGHEST_ID = 0xFFFFFF;

    private static final int VERSION = 1;
    private static final int UNUSED_SIZE = 1 + 2 * PublicKey.SIZE;

    public OneTimePreKey {
        if (id < 1 || id > HIGHEST_ID) {
            throw new IllegalArgumentException("pre-key id: " + id + " (expected: 1.." + HIGHEST_ID + ")");
        }
    }

    static int idAfter(int id) {
        return id >= HIGHEST_ID ? 1 : id + 1;
    }

    public static OneTimePreKey of(StoredPreKey stored) throws MalformedRecord {
        var reader = RecordReader.of(stored.record(), VERSION);
        var keys = reader.keyPair();
        Optional<PublicKey> usedBy =
                stored.record().size() == UNUSED_SIZE ? Optional.empty() : Optional.of(reader.publicKey());
        reader.end();
        return new OneTimePreKey(stored.id(), keys, usedBy);
    }

    StoredPreKey stored(StoredPreKey.Stage stage, Instant since) {
        var writer = new RecordWriter(UNUSED_SIZE + PublicKey.SIZE)
                .octet(VERSION)
                .key(keys.publicKey())
                .fixed(keys.privateKey().raw());
        usedBy.ifPresent(writer::key);
        return new StoredPreKey(id, writer.done(), stage, since);
    }

    /// Whether it may serve the session that this message begins.
    boolean serves(PreKeyMessage first) {
        return usedBy.isEmpty() || usedBy.get().equals(first.baseKey());
    }

    OneTimePreKey usedBy(PreKeyMessage first) {
        return new OneTimePreKey(id, keys, Optional.of(first.baseKey()));
    }

    /// For a bundle.
    public PreKeyBundle.Numbered published() {
        return new PreKeyBundle.Numbered(id, keys.publicKey());
    }
}
