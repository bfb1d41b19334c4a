package io.wigwag.sandbox.server;

import io.wigwag.sandbox.clock.WorldLoop;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Ends connections that say nothing for too long, too much at once, or nothing that makes sense. Each ends alone, and
/// an event says why.
final class Conduct {
    private static final int BURST_SECONDS = 10;

    private final Exchange exchange;
    private final Map<Connection, Balance> balances = new HashMap<>();

    Conduct(Exchange exchange) {
        this.exchange = exchange;
    }

    /// What a connection may still send: refilled by the real time, for it protects the process, whatever the time of
    /// the simulated world.
    private static final class Balance {
        private double credit;
        private Instant counted;
        private int malformed;
        private int strays;
        private Optional<WorldLoop.Timer> silence = Optional.empty();

        Balance(double credit, Instant now) {
            this.credit = credit;
            this.counted = now;
        }
    }

    void opened(Connection connection) {
        var balance = new Balance(
                (double) exchange.settings().stanzasASecond * BURST_SECONDS,
                exchange.clock().realInstant());
        balances.put(connection, balance);
        listen(connection, balance, exchange.settings().silenceTimeout);
    }

    private void listen(Connection connection, Balance balance, Duration silence) {
        balance.silence = Optional.of(exchange.loop().schedule(silence, () -> {
            var left = Duration.between(
                    exchange.clock().instant(), connection.lastHeard().plus(exchange.settings().silenceTimeout));
            if (left.isPositive()) {
                listen(connection, balance, left);
            } else {
                exchange.events().add("connection.silent", "connection", connection.id());
                exchange.close(connection);
            }
        }));
    }

    void closed(Connection connection) {
        Optional.ofNullable(balances.remove(connection))
                .flatMap(balance -> balance.silence)
                .ifPresent(WorldLoop.Timer::cancel);
    }

    /// Counts a stanza; false when it was one too many and the connection is over.
    boolean permits(Connection from) {
        var balance = balances.get(from);
        if (balance == null) {
            return false;
        }
        var now = exchange.clock().realInstant();
        var rate = exchange.settings().stanzasASecond;
        var passed = Duration.between(balance.counted, now).toNanos() / 1e9;
        balance.credit = Math.min((double) rate * BURST_SECONDS, balance.credit + passed * rate);
        balance.counted = now;
        balance.credit -= 1;
        if (balance.credit >= 0) {
            return true;
        }
        exchange.events().add("connection.flooded", "connection", from.id(), "limit", rate + " stanzas a second");
        exchange.end(from, Stanzas.streamError("429"));
        return false;
    }

    /// Counts a stanza that made no sense.
    void malformed(Connection from) {
        var balance = balances.get(from);
        if (balance != null && ++balance.malformed > exchange.settings().malformedStanzas) {
            exchange.events()
                    .add(
                            "connection.refused",
                            "connection",
                            from.id(),
                            "reason",
                            balance.malformed + " stanzas made no sense");
            exchange.end(from, Stanzas.notWellFormed());
        }
    }

    /// Counts an acknowledgement of what never went to its sender. Some are honest: what a receipt has settled is often
    /// acknowledged once more.
    void stray(Connection from) {
        var balance = balances.get(from);
        if (balance != null && ++balance.strays > exchange.settings().strayAcks) {
            exchange.events()
                    .add(
                            "connection.refused",
                            "connection",
                            from.id(),
                            "reason",
                            balance.strays + " acknowledgements in a row of what it never got");
            exchange.end(from, Stanzas.notWellFormed());
        }
    }

    /// A connection has settled what it got.
    void settled(Connection from) {
        var balance = balances.get(from);
        if (balance != null) {
            balance.strays = 0;
        }
    }
}
