package io.wigwag.sandbox.world;

import io.wigwag.core.crypto.PublicKey;
import io.wigwag.core.id.Jid;
import io.wigwag.core.octets.Octets;
import java.time.Instant;
import java.util.Optional;

/// One device of an account: a linked companion, or the account's phone.
public final class Device {
    /// What a companion brought along when it was linked.
    public record Registration(
            PublicKey noiseKey, PublicKey identity, int registrationId, PreKeys.Signed signedPreKey) {}

    private final Account account;
    private final int number;
    private final int keyIndex;
    private final Optional<PublicKey> noiseKey;
    private final Instant linkedAt;
    private PublicKey identity;
    private int registrationId;
    private final PreKeys preKeys;
    private final DeviceQueue queue;
    private Optional<Octets> advIdentity = Optional.empty();
    private boolean greeted;

    /// A companion.
    Device(Account account, int number, int keyIndex, Registration registration, Octets advIdentity, Instant linkedAt) {
        this.account = account;
        this.number = number;
        this.keyIndex = keyIndex;
        this.noiseKey = Optional.of(registration.noiseKey());
        this.identity = registration.identity();
        this.registrationId = registration.registrationId();
        this.preKeys = new PreKeys(registration.signedPreKey(), this::preKeysChanged);
        this.queue = new DeviceQueue(this::queueChanged);
        this.advIdentity = Optional.of(advIdentity);
        this.linkedAt = linkedAt;
    }

    /// An account's phone.
    Device(Account account, PublicKey identity, int registrationId, PreKeys.Signed signedPreKey, Instant madeAt) {
        this.account = account;
        this.number = 0;
        this.keyIndex = 0;
        this.noiseKey = Optional.empty();
        this.identity = identity;
        this.registrationId = registrationId;
        this.preKeys = new PreKeys(signedPreKey, this::preKeysChanged);
        this.queue = new DeviceQueue(this::queueChanged);
        this.linkedAt = madeAt;
    }

    /// A device of an earlier run, whose keys and queue come by themselves.
    Device(
            Account account,
            int number,
            int keyIndex,
            Optional<PublicKey> noiseKey,
            PublicKey identity,
            int registrationId,
            Optional<Octets> advIdentity,
            Instant linkedAt,
            boolean greeted) {
        this.account = account;
        this.number = number;
        this.keyIndex = keyIndex;
        this.noiseKey = noiseKey;
        this.identity = identity;
        this.registrationId = registrationId;
        this.preKeys = new PreKeys(PreKeys.Signed.NONE, this::preKeysChanged);
        this.queue = new DeviceQueue(this::queueChanged);
        this.advIdentity = advIdentity;
        this.linkedAt = linkedAt;
        this.greeted = greeted;
    }

    public Account account() {
        return account;
    }

    public int number() {
        return number;
    }

    /// Which of the account's linked devices this is; 0 for a phone.
    public int keyIndex() {
        return keyIndex;
    }

    public Jid pn() {
        return account.pn().withDevice(number);
    }

    public Jid lid() {
        return account.lid().withDevice(number);
    }

    /// The key with which it logs in; a phone has none, for it lives in the sandbox itself.
    public Optional<PublicKey> noiseKey() {
        return noiseKey;
    }

    public boolean isPhone() {
        return noiseKey.isEmpty();
    }

    public PublicKey identity() {
        return identity;
    }

    public int registrationId() {
        return registrationId;
    }

    public void register(PublicKey newIdentity, int newRegistrationId) {
        identity = newIdentity;
        registrationId = newRegistrationId;
        account.changed();
    }

    private void preKeysChanged() {
        account.changes().preKeysChanged(this);
    }

    private void queueChanged(QueueEntry entry) {
        account.changes().queueChanged(this, entry);
    }

    public PreKeys preKeys() {
        return preKeys;
    }

    public DeviceQueue queue() {
        return queue;
    }

    /// The account's statement about it, with both signatures and the account's key.
    public Optional<Octets> advIdentity() {
        return advIdentity;
    }

    public Instant linkedAt() {
        return linkedAt;
    }

    /// Whether it has had what a phone tells a new companion.
    public boolean isGreeted() {
        return greeted;
    }

    public void greeted() {
        greeted = true;
        account.changed();
    }

    @Override
    public String toString() {
        return pn().toString();
    }
}
