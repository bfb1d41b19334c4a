package io.wigwag.gateway.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.netty.pkitesting.CertificateBuilder;
import io.wigwag.gateway.egress.EgressFailed.Kind;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;

/// Hosts that always say a little and never come to an end. Each would take minutes; none may take longer than the
/// errand.
class SlowHostTest {
    private static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");
    private static final int PACE = 50;
    private static final int APPLICATION_DATA = 23;
    private static final EgressLimits LIMITS = new EgressLimits(
            Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofSeconds(2), 1 << 20, 0, Set.of());

    private static EgressClient client(SSLSocketFactory tls) {
        return new EgressClient(
                new AddressRules(List.of(Range.parse("127.0.0.1"))), _ -> List.of(HERE), LIMITS, tls, System::nanoTime);
    }

    private static URI at(ServerSocket listening) {
        return URI.create("https://good.example:" + listening.getLocalPort() + "/");
    }

    /// One byte after the other until all are said or the other side has hung up.
    private static void dribble(Socket to, byte[] bytes) throws IOException {
        to.setSoTimeout(PACE);
        for (var next : bytes) {
            to.getOutputStream().write(next);
            try {
                while (to.getInputStream().read() >= 0) {
                    // What the client has said goes nowhere.
                }
                return;
            } catch (SocketTimeoutException stillThere) {
                assertThat(stillThere).isNotNull();
            }
        }
    }

    private static void inBackground(ServerSocket listening, Talk talk) {
        Thread.ofVirtual().start(() -> {
            try (var socket = listening.accept()) {
                talk.with(socket);
            } catch (IOException over) {
                assertThat(over).isNotNull();
            }
        });
    }

    private interface Talk {
        void with(Socket socket) throws IOException;
    }

    @Test
    void aHandshakeThatNeverEndsIsEnded() throws Exception {
        try (var listening = new ServerSocket(0, 1, HERE)) {
            // The beginning of a record of 16 kB.
            var record = new byte[16_384];
            System.arraycopy(new byte[] {22, 3, 3, 0x3f, 0}, 0, record, 0, 5);
            inBackground(listening, socket -> dribble(socket, record));
            var failed = catchThrowableOfType(
                    EgressFailed.class,
                    () -> client((SSLSocketFactory) SSLSocketFactory.getDefault())
                            .run(Errand.get(at(listening))));
            assertThat(failed.kind()).isEqualTo(Kind.NOT_REACHED);
        }
    }

    /// The answer's head has come, and its reader has it; the body lies in one record of TLS.
    @Test
    void aBodyThatNeverEndsIsEnded() throws Exception {
        var certificate = new CertificateBuilder()
                .subject("CN=good.example")
                .addSanDnsName("good.example")
                .ecp256()
                .setIsCertificateAuthority(true)
                .buildSelfSigned();
        var context = SSLContext.getInstance("TLS");
        context.init(
                certificate.toKeyManagerFactory().getKeyManagers(),
                certificate.toTrustManagerFactory().getTrustManagers(),
                null);
        try (var behind = (SSLServerSocket) context.getServerSocketFactory().createServerSocket(0, 1, HERE);
                var before = new ServerSocket(0, 1, HERE)) {
            // So that only what is said after the handshake is application data.
            behind.setEnabledProtocols(new String[] {"TLSv1.2"});
            inBackground(behind, SlowHostTest::answer);
            inBackground(before, socket -> slowDown(socket, behind.getLocalPort()));
            try (var answer = client(context.getSocketFactory()).run(Errand.get(at(before)))) {
                assertThat(answer.status()).isEqualTo(200);
                var failed = catchThrowableOfType(EgressFailed.class, answer::bytes);
                assertThat(failed.kind()).isEqualTo(Kind.NOT_REACHED);
            }
        }
    }

    private static void answer(Socket socket) throws IOException {
        var _ = socket.getInputStream().read(new byte[4096]);
        var out = socket.getOutputStream();
        out.write("HTTP/1.1 200 OK\r\nContent-Length: 8000\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        out.flush();
        out.write(new byte[8000]);
        out.flush();
        var _ = socket.getInputStream().read();
    }

    /// Hands everything on, but the second record of application data byte by byte.
    private static void slowDown(Socket client, int port) throws IOException {
        try (var server = new Socket(HERE, port)) {
            Thread.ofVirtual().start(() -> handOn(client, server));
            var records = new DataInputStream(server.getInputStream());
            var application = 0;
            while (application < 2) {
                var head = records.readNBytes(5);
                var record = records.readNBytes(((head[3] & 0xff) << 8) | (head[4] & 0xff));
                application += head[0] == APPLICATION_DATA ? 1 : 0;
                client.getOutputStream().write(head);
                if (application < 2) {
                    client.getOutputStream().write(record);
                } else {
                    dribble(client, record);
                }
            }
        }
    }

    private static void handOn(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException over) {
            assertThat(over).isNotNull();
        }
    }

    @Test
    void aNameThatIsNeverFoundIsWaitedForNoLonger() throws Exception {
        var never = new CountDownLatch(1);
        var waiting = new EgressClient(
                AddressRules.publicOnly(),
                _ -> {
                    try {
                        never.await();
                    } catch (InterruptedException ended) {
                        Thread.currentThread().interrupt();
                    }
                    return List.of(HERE);
                },
                LIMITS,
                (SSLSocketFactory) SSLSocketFactory.getDefault(),
                System::nanoTime);
        var failed = catchThrowableOfType(
                EgressFailed.class, () -> waiting.run(Errand.get(URI.create("https://good.example/"))));
        never.countDown();
        assertThat(failed.kind()).isEqualTo(Kind.NOT_REACHED);
    }
}
