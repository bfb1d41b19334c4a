package io.wigwag.core.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.wigwag.core.binary.DecodeLimits;
import io.wigwag.core.binary.Node;
import io.wigwag.core.binary.NodeEncoder;
import io.wigwag.core.binary.TokenDictionary;
import io.wigwag.core.crypto.KeyPair;
import io.wigwag.core.frame.Frames;
import io.wigwag.core.frame.Intro;
import io.wigwag.core.noise.ClientHandshake;
import io.wigwag.core.noise.Established;
import io.wigwag.core.noise.NoiseChannel;
import io.wigwag.core.noise.ServerHandshake;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.testing.TestCertificates;
import java.io.StringWriter;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NodeLinkTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochSecond(1_800_000_000L));

    private final SecureRandom random = new SecureRandom();
    private final TestCertificates certificates = new TestCertificates();
    private final StringWriter recording = new StringWriter();
    private final List<Octets> sent = new ArrayList<>();
    private final List<Node> nodes = new ArrayList<>();
    private final NodeLink link = new NodeLink(
            Intro.PLAIN,
            ClientHandshake.first(
                    new ClientHandshake.Party(KeyPair.generate(random), KeyPair.generate(random), Octets.EMPTY),
                    Intro.PLAIN.prologue()),
            new LinkChannel.Rules(certificates.trust(), CLOCK, 100_000),
            DecodeLimits.DEFAULT,
            new NodeRecorder(recording, CLOCK),
            new NodeEvents() {
                @Override
                public void send(Octets bytes) {
                    sent.add(bytes);
                }

                @Override
                public void established(Established how) {
                    assertThat(nodes).isEmpty();
                }

                @Override
                public void node(Node node) {
                    nodes.add(node);
                }
            });

    @Test
    void nodesGoBothWaysAndIntoTheRecording() throws Exception {
        var server = established();
        var encoded = new NodeEncoder(TokenDictionary.version3()).encode(Node.of("success"));
        link.receive(Frames.frame(Octets.wrap(server.seal(Octets.wrap(encoded), 0))));
        assertThat(nodes).containsExactly(Node.of("success"));
        link.send(Node.of("presence"));
        var frame = sent.getLast();
        assertThat(server.open(frame.slice(Frames.HEADER, frame.size())))
                .isEqualTo(Octets.wrap(new NodeEncoder(TokenDictionary.version3()).encode(Node.of("presence"))));
        assertThat(recording.toString())
                .isEqualTo("2027-01-15T08:00:00Z < <success/>\n2027-01-15T08:00:00Z > <presence/>\n");
    }

    @Test
    void aFrameThatIsNoNodeEndsTheLink() throws Exception {
        var server = established();
        var broken = catchThrowableOfType(
                LinkBroken.class,
                () -> link.receive(Frames.frame(Octets.wrap(server.seal(Octets.ofHex("00f8ff"), 0)))));
        assertThat(broken.what()).isEqualTo(LinkBroken.Cause.NODE);
        var later = catchThrowableOfType(LinkBroken.class, () -> link.receive(Octets.ofHex("00")));
        assertThat(later.what()).isEqualTo(LinkBroken.Cause.AFTER_END);
    }

    private NoiseChannel established() throws Exception {
        var serverKey = KeyPair.generate(random);
        link.greet();
        var hello = sent.getFirst();
        var server = new ServerHandshake(
                new ServerHandshake.Party(
                        serverKey, KeyPair.generate(random), certificates.chain(serverKey.publicKey())),
                Intro.PLAIN.prologue());
        var answer = (ServerHandshake.Answer.Awaiting)
                server.answer(hello.slice(4 + Frames.HEADER, hello.size()), any -> false);
        link.receive(Frames.frame(answer.hello()));
        var finish = sent.getLast();
        return answer.next().finish(finish.slice(Frames.HEADER, finish.size())).channel();
    }
}
