package io.wigwag.gateway.egress;

import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Hangs up when an errand's time is over, whatever the connection is busy with. A socket's own time-outs hold for
/// each read of a few bytes and for no write at all: a host that says one byte now and then would keep a TLS handshake,
/// or one record, going for hours.
final class Guard implements AutoCloseable {
    private final CountDownLatch over = new CountDownLatch(1);

    /// @param plain what is closed: under TLS a socket's end waits for the very write that goes on
    Guard(Socket plain, int millis) {
        Thread.ofVirtual().name("egress guard").start(() -> watch(plain, millis));
    }

    private void watch(Socket plain, int millis) {
        try {
            if (!over.await(millis, TimeUnit.MILLISECONDS)) {
                EgressClient.close(plain);
            }
        } catch (InterruptedException done) {
            Thread.currentThread().interrupt();
        }
    }

    /// The connection has ended by itself.
    @Override
    public void close() {
        over.countDown();
    }
}
