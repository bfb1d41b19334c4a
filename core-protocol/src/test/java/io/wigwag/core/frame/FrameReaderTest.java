package io.wigwag.core.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.core.octets.Octets;
import java.util.ArrayList;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FrameReaderTest {
    @Test
    void anyCuttingOfTheStreamGivesTheSameFrames() throws Exception {
        for (var seed = 1L; seed <= 300; seed++) {
            var random = new Random(seed);
            var sent = new ArrayList<Octets>();
            var stream = Octets.EMPTY;
            for (var i = random.nextInt(12); i >= 0; i--) {
                var payload = new byte[random.nextInt(4) == 0 ? random.nextInt(70_000) : random.nextInt(20)];
                random.nextBytes(payload);
                sent.add(Octets.wrap(payload));
                stream = Octets.concat(stream, Frames.frame(Octets.wrap(payload)));
            }
            var reader = new FrameReader(Frames.LARGEST);
            var got = new ArrayList<Octets>();
            var most = 1 + random.nextInt(random.nextBoolean() ? 5 : 90_000);
            for (var at = 0; at < stream.size(); ) {
                var to = Math.min(stream.size(), at + 1 + random.nextInt(most));
                reader.add(stream.slice(at, to));
                for (var next = reader.next(); next.isPresent(); next = reader.next()) {
                    got.add(next.get());
                }
                at = to;
            }
            assertThat(got).as("seed %s", seed).isEqualTo(sent);
            assertThat(reader.pending()).isZero();
        }
    }

    @Test
    void aFrameAboveTheLimitIsRefusedByItsHeaderAlone() {
        var reader = new FrameReader(1000);
        reader.add(Octets.ofHex("0003e9"));
        assertThatThrownBy(reader::next).isInstanceOf(MalformedFrame.class).hasMessageContaining("1001");
    }

    @Test
    void aFrameAtTheLimitIsRead() throws Exception {
        var reader = new FrameReader(1000);
        reader.add(Frames.frame(Octets.wrap(new byte[1000])));
        assertThat(reader.next().orElseThrow().size()).isEqualTo(1000);
    }

    @Test
    void aCutFrameStaysPending() throws Exception {
        var reader = new FrameReader(1000);
        reader.add(Octets.ofHex("0000050102"));
        assertThat(reader.next()).isEmpty();
        assertThat(reader.pending()).isEqualTo(5);
    }

    @Test
    void introsAreReadByteByByte() throws Exception {
        for (var intro :
                new Intro[] {Intro.PLAIN, new Intro(2, Octets.EMPTY), Intro.routed(Octets.ofHex("08020812080d"))}) {
            var stream = Octets.concat(intro.encoded(), Frames.frame(Octets.ofHex("aabb")));
            var reader = new FrameReader(Frames.LARGEST);
            var read = reader.intro();
            var at = 0;
            while (read.isEmpty()) {
                reader.add(stream.slice(at, at + 1));
                at++;
                read = reader.intro();
            }
            assertThat(read.get()).isEqualTo(intro);
            assertThat(at).isEqualTo(intro.encoded().size());
            reader.add(stream.slice(at, stream.size()));
            assertThat(reader.next()).contains(Octets.ofHex("aabb"));
        }
    }

    @Test
    void strangersAreToldByTheirFirstBytes() {
        for (var hex :
                new String[] {"47", "57424d", "4544000200", "57410603ff".replace("03", "04"), "454500", "57410601"}) {
            var reader = new FrameReader(Frames.LARGEST);
            reader.add(Octets.ofHex(hex));
            assertThatThrownBy(reader::intro).as(hex).isInstanceOf(MalformedFrame.class);
        }
    }

    @Test
    void payloadsThatNoHeaderCanDescribeAreOurOwnMistake() {
        assertThatThrownBy(() -> Frames.writeHeader(new byte[3], 0, 1 << 24))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
