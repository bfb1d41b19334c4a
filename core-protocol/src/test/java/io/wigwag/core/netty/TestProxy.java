package io.wigwag.core.netty;

import io.wigwag.core.port.ProxyServer;
import io.wigwag.core.port.ProxyServer.Kind;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// A proxy for one connection, of either kind, that wants a user's name and password.
final class TestProxy implements AutoCloseable {
    private static final String USER = "ana";
    private static final String PASSWORD = "s3cret";

    private final ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final Kind kind;
    /// What the client asked for, "host:port".
    final CompletableFuture<String> asked = new CompletableFuture<>();

    TestProxy(Kind kind) throws IOException {
        this.kind = kind;
        Thread.ofVirtual().start(() -> {
            try (var client = listening.accept()) {
                if (kind == Kind.HTTP) {
                    http(client);
                } else {
                    socks(client);
                }
            } catch (IOException e) {
                asked.completeExceptionally(e);
            }
        });
    }

    ProxyServer address(String password) {
        return new ProxyServer(
                kind, "127.0.0.1", listening.getLocalPort(), Optional.of(new ProxyServer.Login(USER, password)));
    }

    ProxyServer address() {
        return address(PASSWORD);
    }

    private void http(Socket client) throws IOException {
        var head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
            head.write(client.getInputStream().read());
        }
        var text = head.toString(StandardCharsets.US_ASCII);
        var login = Base64.getEncoder().encodeToString((USER + ":" + PASSWORD).getBytes(StandardCharsets.US_ASCII));
        if (!text.toLowerCase(Locale.ROOT).contains("proxy-authorization: basic") || !text.contains(login)) {
            answer(client, "HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n");
            return;
        }
        var target = text.split(" ", 3)[1];
        asked.complete(target);
        answer(client, "HTTP/1.1 200 Connection established\r\n\r\n");
        relay(client, Integer.parseInt(target.substring(target.indexOf(':') + 1)));
    }

    private void socks(Socket client) throws IOException {
        var in = new DataInputStream(client.getInputStream());
        in.readByte();
        in.readFully(new byte[in.readUnsignedByte()]);
        client.getOutputStream().write(new byte[] {5, 2});
        in.readByte();
        var user = in.readNBytes(in.readUnsignedByte());
        var password = in.readNBytes(in.readUnsignedByte());
        if (!Arrays.equals(user, USER.getBytes(StandardCharsets.US_ASCII))
                || !Arrays.equals(password, PASSWORD.getBytes(StandardCharsets.US_ASCII))) {
            client.getOutputStream().write(new byte[] {1, 1});
            return;
        }
        client.getOutputStream().write(new byte[] {1, 0});
        in.readFully(new byte[3]);
        if (in.readUnsignedByte() != 3) {
            throw new IOException("the name was resolved before it came here");
        }
        var host = new String(in.readNBytes(in.readUnsignedByte()), StandardCharsets.US_ASCII);
        var port = in.readUnsignedShort();
        asked.complete(host + ":" + port);
        client.getOutputStream().write(new byte[] {5, 0, 0, 1, 0, 0, 0, 0, 0, 0});
        relay(client, port);
    }

    private static void answer(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static void relay(Socket client, int port) throws IOException {
        try (var server = new Socket(InetAddress.getLoopbackAddress(), port)) {
            var back = Thread.ofVirtual().start(() -> copy(server, client));
            copy(client, server);
            back.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void copy(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            in.transferTo(out);
            to.shutdownOutput();
        } catch (IOException ended) {
            // One side has hung up, which is how every relay ends.
            assert ended != null;
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
