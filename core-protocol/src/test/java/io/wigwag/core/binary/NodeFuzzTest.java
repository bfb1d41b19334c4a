package io.wigwag.core.binary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Frames of the conformance vectors, good and bad ones, changed at random: what comes out is a node that can be
/// written again, or a refusal. Longer by hand: `-Dfuzz.rounds=10000000`.
class NodeFuzzTest {
    private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 20_000);
    private static final DecodeLimits LIMITS = new DecodeLimits(100, 1 << 12, 1 << 16, 1 << 16, 1 << 16);

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23})
    void changedFramesGiveANodeOrARefusalAndNothingElse(long seed) throws Exception {
        var random = new Random(seed);
        var frames = frames();
        var decoder = new NodeDecoder(TokenDictionary.version3(), LIMITS);
        var encoder = new NodeEncoder(TokenDictionary.version3());
        var nodes = 0;
        for (var round = 0; round < ROUNDS; round++) {
            var frame = changed(random, frames);
            try {
                var node = decoder.decode(frame);
                assertThat(decoder.decode(encoder.encode(node)))
                        .as("seed %d, round %d: %s", seed, round, HexFormat.of().formatHex(frame))
                        .isEqualTo(node);
                nodes++;
            } catch (MalformedNode refusal) {
                assertThat(refusal).hasMessageMatching("(?s).+");
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError escaped) {
                throw new AssertionError(
                        "seed " + seed + ", round " + round + ": "
                                + HexFormat.of().formatHex(frame),
                        escaped);
            }
        }
        assertThat(nodes).isBetween(1, ROUNDS - 1);
    }

    @Test
    void theFramesAsTheyAreGiveANodeOrARefusal() throws Exception {
        var decoder = new NodeDecoder(TokenDictionary.version3(), DecodeLimits.DEFAULT);
        var refused = 0;
        for (var frame : frames()) {
            try {
                assertThat(decoder.decode(frame).tag()).isNotEmpty();
            } catch (MalformedNode _) {
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }

    private static byte[] changed(Random random, List<byte[]> frames) {
        var frame = frames.get(random.nextInt(frames.size()));
        for (var i = random.nextInt(1, 4); i > 0 && frame.length > 0; i--) {
            var at = random.nextInt(frame.length);
            frame = switch (random.nextInt(5)) {
                case 0 -> replaced(frame, at, (byte) random.nextInt());
                // The first bytes of values are the last twenty or so.
                case 1 -> replaced(frame, at, (byte) random.nextInt(235, 256));
                case 2 -> replaced(frame, at, (byte) (frame[at] ^ (1 << random.nextInt(8))));
                case 3 -> Arrays.copyOf(frame, at);
                default -> spliced(frame, at, frames.get(random.nextInt(frames.size())), random);
            };
        }
        return frame;
    }

    private static byte[] replaced(byte[] frame, int at, byte value) {
        var changed = frame.clone();
        changed[at] = value;
        return changed;
    }

    private static byte[] spliced(byte[] frame, int at, byte[] other, Random random) {
        var from = random.nextInt(other.length + 1);
        var changed = Arrays.copyOf(frame, at + other.length - from);
        System.arraycopy(other, from, changed, at, other.length - from);
        return changed;
    }

    static List<byte[]> frames() throws IOException {
        var in = Objects.requireNonNull(NodeFuzzTest.class.getResourceAsStream("frames.txt"));
        try (var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
            return lines.lines().map(HexFormat.of()::parseHex).toList();
        }
    }
}
