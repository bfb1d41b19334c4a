package io.wigwag.gateway.egress;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Writes to a host that may take nothing. A socket's time-outs hold for what is read alone, so that somebody else has
/// to hang up.
final class WireWriter {
    private WireWriter() {}

    /// @param plain what is closed when the time is up: under TLS a socket's end waits for the very write
    static void write(Socket plain, Socket secured, byte[] bytes, Duration atMost) throws IOException {
        var written = new CountDownLatch(1);
        Thread.ofVirtual().name("egress guard").start(() -> hangUpUnless(written, plain, atMost));
        try {
            secured.getOutputStream().write(bytes);
            secured.getOutputStream().flush();
        } finally {
            written.countDown();
        }
    }

    private static void hangUpUnless(CountDownLatch written, Socket plain, Duration atMost) {
        try {
            if (!written.await(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                EgressClient.close(plain);
            }
        } catch (InterruptedException done) {
            Thread.currentThread().interrupt();
        }
    }
}
