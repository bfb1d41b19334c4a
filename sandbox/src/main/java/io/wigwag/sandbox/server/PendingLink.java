package io.wigwag.sandbox.server;

import io.wigwag.proto.pairing.ADVSignedDeviceIdentity;
import io.wigwag.sandbox.clock.WorldLoop;
import io.wigwag.sandbox.world.Account;
import io.wigwag.sandbox.world.Device;
import java.util.List;
import java.util.Optional;

/// A connection that is not linked yet, and how far its linking is.
public final class PendingLink {
    /// A phone has said yes; the companion's signature is awaited.
    record Confirmation(
            Account account, int device, int keyIndex, ADVSignedDeviceIdentity statement, String stanzaId) {}

    private final Connection connection;
    private final List<String> refs;
    private final Device.Registration registration;
    private final String pushName;
    private WorldLoop.Timer timeout;
    private final Optional<WorldLoop.Timer> byItself;
    private Optional<Confirmation> confirmation = Optional.empty();

    /// @param byItself when it is linked without anybody scanning its code
    PendingLink(
            Connection connection,
            List<String> refs,
            Device.Registration registration,
            String pushName,
            WorldLoop.Timer timeout,
            Optional<WorldLoop.Timer> byItself) {
        this.connection = connection;
        this.refs = List.copyOf(refs);
        this.registration = registration;
        this.pushName = pushName;
        this.timeout = timeout;
        this.byItself = byItself;
    }

    public Connection connection() {
        return connection;
    }

    public List<String> refs() {
        return refs;
    }

    public Device.Registration registration() {
        return registration;
    }

    /// Empty where the client gave none.
    public String pushName() {
        return pushName;
    }

    void cancelPlans() {
        timeout.cancel();
        byItself.ifPresent(WorldLoop.Timer::cancel);
    }

    void timeout(WorldLoop.Timer next) {
        timeout.cancel();
        timeout = next;
    }

    Optional<Confirmation> confirmation() {
        return confirmation;
    }

    void confirm(Confirmation by) {
        confirmation = Optional.of(by);
    }

    /// Whether a phone has said yes already.
    public boolean isConfirmed() {
        return confirmation.isPresent();
    }
}
