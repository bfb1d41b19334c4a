package io.wigwag.core.netty;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLServerSocket;

/// A host for one connection that says exactly what it is told to, byte by byte.
final class RawHost implements AutoCloseable {
    private final ServerSocket listening;
    /// The request's head.
    final CompletableFuture<String> asked = new CompletableFuture<>();

    /// What happens once the head has been read; the connection ends with it.
    interface Conduct {
        void go(InputStream in, OutputStream out) throws Exception;
    }

    RawHost(Conduct conduct) throws IOException {
        this(ServerSocketFactory.getDefault(), conduct);
    }

    /// Over TLS, where the factory is one for that.
    RawHost(ServerSocketFactory sockets, Conduct conduct) throws IOException {
        listening = sockets.createServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> {
            try (var client = listening.accept()) {
                var in = new BufferedInputStream(client.getInputStream());
                asked.complete(head(in));
                conduct.go(in, client.getOutputStream());
            } catch (Exception failed) {
                asked.completeExceptionally(failed);
            }
        });
    }

    static RawHost saying(String answer) throws IOException {
        return new RawHost((_, out) -> out.write(answer.getBytes(StandardCharsets.US_ASCII)));
    }

    private static String head(InputStream in) throws IOException {
        var head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
            var next = in.read();
            if (next < 0) {
                throw new IOException("ended within the head: " + head.toString(StandardCharsets.US_ASCII));
            }
            head.write(next);
        }
        return head.toString(StandardCharsets.US_ASCII);
    }

    URI uri() {
        var host = listening instanceof SSLServerSocket ? "https://localhost:" : "http://127.0.0.1:";
        return URI.create(host + listening.getLocalPort() + "/v/1?a=b%3D");
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
