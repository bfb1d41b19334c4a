package io.wigwag.core.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.wigwag.core.crypto.KeyPair;
import io.wigwag.core.frame.Frames;
import io.wigwag.core.frame.Intro;
import io.wigwag.core.link.LinkBroken.Cause;
import io.wigwag.core.noise.ClientHandshake;
import io.wigwag.core.noise.Established;
import io.wigwag.core.noise.NoiseChannel;
import io.wigwag.core.noise.ServerHandshake;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.testing.TestCertificates;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class LinkChannelTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochSecond(1_800_000_000L));

    private final SecureRandom random = new SecureRandom();
    private final TestCertificates certificates = new TestCertificates();
    private final KeyPair serverKey = KeyPair.generate(random);
    private final Recorded recorded = new Recorded();
    private final LinkChannel link = new LinkChannel(
            Intro.PLAIN,
            ClientHandshake.first(
                    new ClientHandshake.Party(KeyPair.generate(random), KeyPair.generate(random), Octets.ofHex("0102")),
                    Intro.PLAIN.prologue()),
            new LinkChannel.Rules(certificates.trust(), CLOCK, 100_000),
            recorded);

    @Test
    void framesComeInOrderHoweverTheStreamIsCut() throws Exception {
        var server = established();
        var stream = Octets.concat(sealed(server, "aa"), sealed(server, "bb"), sealed(server, "cc"));
        for (var at = 0; at < stream.size(); at++) {
            link.receive(stream.slice(at, at + 1));
        }
        assertThat(recorded.frames).containsExactly(Octets.ofHex("aa"), Octets.ofHex("bb"), Octets.ofHex("cc"));
        link.send(Octets.ofHex("dd"));
        var frame = recorded.sent.getLast();
        assertThat(server.open(frame.slice(Frames.HEADER, frame.size()))).isEqualTo(Octets.ofHex("dd"));
    }

    @Test
    void theFrameThatIsGreetedWithCarriesTheIntro() {
        link.greet();
        assertThat(recorded.sent.getFirst().toHex()).startsWith("57410603" + "000024" + "12220a20");
    }

    @Test
    void aTamperedFrameBreaksTheSeal() throws Exception {
        var server = established();
        var frame = sealed(server, "aa").toArray();
        frame[frame.length - 1] ^= 1;
        assertThat(causeOf(() -> link.receive(Octets.wrap(frame)))).isEqualTo(Cause.SEAL);
        assertThat(causeOf(() -> link.receive(sealed(server, "bb")))).isEqualTo(Cause.AFTER_END);
        assertThatThrownBy(() -> link.send(Octets.ofHex("00"))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aFrameAboveTheLimitIsRefused() throws Exception {
        established();
        assertThat(causeOf(() -> link.receive(Octets.ofHex("0186a1")))).isEqualTo(Cause.FRAME);
    }

    @Test
    void aStreamThatEndsWithinAFrameWasCutShort() throws Exception {
        var frame = sealed(established(), "aa");
        link.receive(frame.slice(0, frame.size() - 1));
        assertThat(causeOf(link::endOfStream)).isEqualTo(Cause.CUT_SHORT);
    }

    @Test
    void aStreamThatEndsBetweenFramesEndsWell() throws Exception {
        link.receive(sealed(established(), "aa"));
        link.endOfStream();
        assertThat(causeOf(() -> link.receive(Octets.ofHex("00")))).isEqualTo(Cause.AFTER_END);
    }

    @Test
    void aServerThatProvesNothingFailsTheHandshake() {
        link.greet();
        assertThat(causeOf(() -> link.receive(Frames.frame(Octets.ofHex("1a00")))))
                .isEqualTo(Cause.HANDSHAKE);
        assertThat(recorded.established).isEmpty();
    }

    private NoiseChannel established() throws Exception {
        link.greet();
        var hello = recorded.sent.getFirst();
        var server = new ServerHandshake(
                new ServerHandshake.Party(
                        serverKey, KeyPair.generate(random), certificates.chain(serverKey.publicKey())),
                Intro.PLAIN.prologue());
        var answer = (ServerHandshake.Answer.Awaiting)
                server.answer(hello.slice(4 + Frames.HEADER, hello.size()), any -> false);
        link.receive(Frames.frame(answer.hello()));
        assertThat(recorded.established).hasSize(1);
        var finish = recorded.sent.getLast();
        return answer.next().finish(finish.slice(Frames.HEADER, finish.size())).channel();
    }

    private static Octets sealed(NoiseChannel server, String hex) {
        return Frames.frame(Octets.wrap(server.seal(Octets.ofHex(hex), 0)));
    }

    private static Cause causeOf(ThrowingCallable call) {
        return catchThrowableOfType(LinkBroken.class, call).what();
    }

    private static final class Recorded implements LinkEvents {
        private final List<Octets> sent = new ArrayList<>();
        private final List<Octets> frames = new ArrayList<>();
        private final List<Established> established = new ArrayList<>();

        @Override
        public void send(Octets bytes) {
            sent.add(bytes);
        }

        @Override
        public void established(Established how) {
            established.add(how);
        }

        @Override
        public void frame(Octets plaintext) {
            frames.add(plaintext);
        }
    }
}
