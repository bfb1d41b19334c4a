package io.wigwag.core.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.crypto.KeyPair;
import io.wigwag.core.frame.Frames;
import io.wigwag.core.frame.Intro;
import io.wigwag.core.link.LinkBroken;
import io.wigwag.core.link.LinkChannel;
import io.wigwag.core.link.LinkEvents;
import io.wigwag.core.noise.ClientHandshake;
import io.wigwag.core.noise.Established;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.port.CloseReason;
import io.wigwag.core.port.Transport.Connection;
import io.wigwag.core.port.Transport.ConnectionEvents;
import io.wigwag.core.testing.TestCertificates;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Two of our own ends over a real socket with TLS. The usual run follows every buffer, which makes
/// each access slow; `-Dlink.mebibytes=1024` without that moves a gibibyte both ways.
class LinkOverTlsIT {
    private static final long BYTES = Long.getLong("link.mebibytes", 4) << 20;
    private static final int FRAME = 64 * 1024;
    private static final Octets PAYLOAD = Octets.ofHex("18002a36");
    private static final Octets ROUTING = Octets.ofHex("08020812080d");

    private final SecureRandom random = new SecureRandom();
    private final TestCertificates certificates = new TestCertificates();
    private final KeyPair client = KeyPair.generate(random);
    private final KeyPair server = KeyPair.generate(random);

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void manyMebibytesGoBothWays(boolean portable) throws Exception {
        var party = new ClientHandshake.Party(client, KeyPair.generate(random), PAYLOAD);
        var intro = Intro.routed(ROUTING);
        run(portable, intro, ClientHandshake.first(party, intro.prologue()), BYTES);
    }

    @Test
    void aResumedLinkNeedsNoFinish() throws Exception {
        var party = new ClientHandshake.Party(client, KeyPair.generate(random), PAYLOAD);
        var resume = ClientHandshake.resume(party, Intro.PLAIN.prologue(), server.publicKey());
        run(true, Intro.PLAIN, resume, FRAME * 3L);
    }

    private void run(boolean portable, Intro intro, ClientHandshake handshake, long bytes) throws Exception {
        var noise = new NoiseServer(server, identity -> certificates.chain(identity.publicKey()));
        try (var listening = new WebSocketServer(true, noise);
                var transport = new NettyTransport(
                        TransportLimits.DEFAULT,
                        1,
                        portable ? NativeParts.portable() : NativeParts.found(),
                        new ServerTrust.Authorities(listening.trusted()))) {
            var rules = new LinkChannel.Rules(certificates.trust(), InstantSource.system(), Frames.LARGEST);
            var flow = new Flow(intro, handshake, rules, bytes);
            flow.connection.complete(transport.open(listening.endpoint(), flow));
            assertThat(flow.echoed.get(300, TimeUnit.SECONDS)).isEqualTo(bytes);
            assertThat(noise.intro.join()).isEqualTo(intro);
            assertThat(noise.payload.join()).isEqualTo(PAYLOAD);
            flow.connection.join().close();
        }
    }

    /// Sends numbered frames, a few ahead of those that have come back, and checks what comes back.
    private static final class Flow implements ConnectionEvents, LinkEvents {
        private static final int AHEAD = 8;

        private final LinkChannel link;
        private final long wanted;
        private final CompletableFuture<Connection> connection = new CompletableFuture<>();
        private final CompletableFuture<Long> echoed = new CompletableFuture<>();
        private long sent;
        private long back;

        Flow(Intro intro, ClientHandshake handshake, LinkChannel.Rules rules, long wanted) {
            this.link = new LinkChannel(intro, handshake, rules, this);
            this.wanted = wanted;
        }

        @Override
        public void opened() {
            link.greet();
        }

        @Override
        public void received(Octets bytes) {
            try {
                link.receive(bytes);
            } catch (LinkBroken e) {
                echoed.completeExceptionally(e);
            }
        }

        @Override
        public void send(Octets bytes) {
            connection.join().write(bytes);
        }

        @Override
        public void established(Established how) {
            for (var i = 0; i < AHEAD; i++) {
                next();
            }
        }

        @Override
        public void frame(Octets plaintext) {
            assertThat(plaintext).isEqualTo(numbered(back / FRAME));
            back += plaintext.size();
            if (back >= wanted) {
                echoed.complete(back);
            } else {
                next();
            }
        }

        private void next() {
            if (sent < wanted) {
                link.send(numbered(sent / FRAME));
                sent += FRAME;
            }
        }

        private static Octets numbered(long number) {
            var bytes = new byte[FRAME];
            for (var i = 0; i < 8; i++) {
                bytes[FRAME - 8 + i] = (byte) (number >> (8 * i));
            }
            return Octets.wrap(bytes);
        }

        @Override
        public void writable(boolean drains) {
            assertThat(drains).isIn(true, false);
        }

        @Override
        public void closed(CloseReason reason) {
            echoed.completeExceptionally(new AssertionError(reason));
        }
    }
}
