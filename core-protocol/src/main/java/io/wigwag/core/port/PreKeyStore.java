package io.wigwag.core.port;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/// Our own pre-keys.
public interface PreKeyStore {
    Map<Integer, StoredPreKey> preKeys(Collection<Integer> ids);

    /// Up to `limit` keys at this stage, those that have been there longest first.
    List<StoredPreKey> preKeysAt(StoredPreKey.Stage stage, int limit);

    /// Where numbering goes on; 1 at first.
    int nextPreKeyId();

    /// The newest first: one in use, older ones for messages on their way.
    List<StoredSignedPreKey> signedPreKeys();
}
