package io.wigwag.core.binary;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;

/// The decoder under Jazzer, which looks at the branches that its inputs reach. In a normal run it takes the frames of
/// the vectors; with `JAZZER_FUZZ=1` it searches on from them.
class NodeCoverageFuzzTest {
    private static final DecodeLimits LIMITS = new DecodeLimits(100, 1 << 12, 1 << 16, 1 << 16, 1 << 16);

    @MethodSource("io.wigwag.core.binary.NodeFuzzTest#frames")
    @FuzzTest(maxDuration = "5m")
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void anyBytesGiveANodeOrARefusal(byte[] frame) {
        Node node;
        try {
            node = new NodeDecoder(TokenDictionary.version3(), LIMITS).decode(frame.clone());
        } catch (MalformedNode refused) {
            return;
        }
        var again = new NodeEncoder(TokenDictionary.version3()).encode(node);
        try {
            assertThat(new NodeDecoder(TokenDictionary.version3(), LIMITS).decode(again))
                    .isEqualTo(node);
        } catch (MalformedNode refused) {
            throw new AssertionError("our own frame was refused", refused);
        }
    }
}
