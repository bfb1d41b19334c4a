package io.wigwag.core.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.octets.Octets;
import io.wigwag.core.port.CloseReason;
import io.wigwag.core.port.Transport.ConnectionEvents;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Keeps a connection's events for a test, which waits for them with a deadline.
final class RecordedConnection implements ConnectionEvents {
    private static final long DEADLINE_SECONDS = 20;

    record Opened() {}

    record Writable(boolean drains) {}

    private final BlockingQueue<Object> events = new LinkedBlockingQueue<>();

    @Override
    public void opened() {
        events.add(new Opened());
    }

    @Override
    public void received(Octets bytes) {
        events.add(bytes);
    }

    @Override
    public void writable(boolean drains) {
        events.add(new Writable(drains));
    }

    @Override
    public void closed(CloseReason reason) {
        events.add(reason);
    }

    <T> T await(Class<T> kind) throws InterruptedException {
        var event = events.poll(DEADLINE_SECONDS, TimeUnit.SECONDS);
        assertThat(event).as("the next event").isInstanceOf(kind);
        return kind.cast(event);
    }

    /// The next bytes, of `size` in all.
    Octets bytes(int size) throws InterruptedException {
        var all = Octets.EMPTY;
        while (all.size() < size) {
            all = Octets.concat(all, await(Octets.class));
        }
        return all;
    }

    /// The end, whatever came before it.
    CloseReason end() throws InterruptedException {
        var event = await(Object.class);
        while (!(event instanceof CloseReason)) {
            event = await(Object.class);
        }
        return (CloseReason) event;
    }

    boolean quiet() {
        return events.isEmpty();
    }
}
