package io.wigwag.core.port;

import java.util.List;

/// All that one linked device remembers, apart from messages and chats.
///
/// Reads are in batches and return values of their own; asking for what is not there is no error, it is missing in the
/// answer. A store that can't be read answers with [StateUnavailable], never with less than there is. All writing goes
/// through [#commit(List)]: an operation reads what it needs, computes, and commits once.
/// A device's actor is the only one that writes, so nothing here has to guard against another writer of the same
/// device.
public interface DeviceState
        extends IdentityStore,
                SessionStore,
                PreKeyStore,
                SenderKeyStore,
                SenderKeyMemory,
                AppStateStore,
                LidMap,
                DeviceListStore,
                RetryCache,
                TrustedTokenStore {

    /// Makes all changes, in order, or none. When it returns they are durable: what depends on them (a ciphertext, an
    /// acknowledgement) may leave.
    ///
    /// @throws CommitRefused when none was made
    void commit(List<StateChange> changes);
}
