package io.wigwag.gateway.egress;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Finds a name's addresses. Asked once for each hop; what it answers is what is connected to.
@FunctionalInterface
public interface Resolver {
    List<InetAddress> resolve(String host) throws UnknownHostException;

    /// The same within a time: the system's own resolver can't be told to end. What it finds later is nobody's.
    default List<InetAddress> resolve(String host, int millis) throws IOException {
        var found = new FutureTask<>(() -> resolve(host));
        Thread.ofVirtual().name("egress resolver").start(found);
        try {
            return found.get(millis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw new SocketTimeoutException("the host's name was not found in time");
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("nobody waits for the host's name any more");
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof IOException unknown) {
                throw unknown;
            }
            throw new IllegalStateException("a resolver that fails by itself", failed);
        }
    }

    static Resolver ofSystem() {
        return host -> List.of(InetAddress.getAllByName(host));
    }
}
