package io.wigwag.sandbox.fault;

import io.wigwag.sandbox.server.Connection;
import io.wigwag.sandbox.world.Account;
import io.wigwag.sandbox.world.Device;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One client's connection as the rules see it: from its first byte on, when nobody knows yet whose it is.
public final class Place {
    private volatile @Nullable Connection connection;
    private volatile @Nullable Device device;
    private volatile boolean spared;
    private volatile Instant silentUntil = Instant.MIN;

    /// Now it is known.
    void is(Connection known) {
        connection = known;
    }

    /// It has shown that it is this device, and asks to be let in.
    void expects(Device asking) {
        device = asking;
    }

    private Optional<Device> device(Connection known) {
        return Optional.ofNullable(device).or(known::device);
    }

    Optional<Connection> connection() {
        return Optional.ofNullable(connection);
    }

    /// It is the admin's own: whoever makes rules must be able to end them.
    public void spare() {
        spared = true;
    }

    /// Nothing goes either way until then.
    void silence(Instant until) {
        silentUntil = until;
    }

    Instant silentUntil() {
        return silentUntil;
    }

    boolean isIn(Scope scope) {
        if (spared || scope.isAll()) {
            return !spared;
        }
        var known = connection;
        return known != null
                && (scope.connection().isEmpty() || scope.connection().getAsLong() == known.id())
                && (scope.device().isEmpty()
                        || device(known)
                                .filter(device ->
                                        device.number() == scope.device().getAsInt())
                                .isPresent())
                && scope.account().filter(account -> !isCalled(known, account)).isEmpty();
    }

    /// Before it is linked, a client goes by the name that it has told.
    private boolean isCalled(Connection known, String address) {
        return device(known)
                .map(Device::account)
                .map(account -> account.isCalled(address))
                .orElseGet(() -> address.equals(
                        Account.BY_NAME + known.greeting().payload().getPushName()));
    }
}
