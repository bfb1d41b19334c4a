package io.wigwag.storage.seal;

import static io.wigwag.storage.seal.SealWorkbench.ANA;
import static io.wigwag.storage.seal.SealWorkbench.BO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.core.octets.Octets;
import io.wigwag.storage.document.DamagedDocument;
import io.wigwag.storage.document.SealContext;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordSealerTest {
    private static final SealContext PLACE = new SealContext(ANA, "phone", "messages", "id-1", 7, text("state"));
    private static final Octets VALUE = text("Grüße");

    private final SealWorkbench bench = new SealWorkbench();
    private final RecordSealer sealer = bench.sealer(bench.process());

    private static Octets text(String text) {
        return Octets.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void whatIsSealedOpensWhereItStands() {
        var envelope = sealer.seal(PLACE, VALUE);

        assertThat(sealer.open(PLACE, envelope)).isEqualTo(VALUE);
        assertThat(envelope.size()).isEqualTo(VALUE.size() + RecordSealer.OVERHEAD);
        assertThat(sealer.open(PLACE, sealer.seal(PLACE, Octets.EMPTY))).isEqualTo(Octets.EMPTY);
        assertThat(bench.sealer(bench.process()).open(PLACE, envelope)).isEqualTo(VALUE);
    }

    @Test
    void theEnvelopeStaysAsItIsReleased() {
        var keys = new DataKeys(
                bench.chains, bench.masterKeys(bench.master), new CountingRandom(), bench.clock, SealWorkbench.BOUNDS);
        var place = new SealContext(ANA, "", "messages", "4915112345678", 7, text("beside"));
        var envelope = new RecordSealer(keys, new CountingRandom()).seal(place, VALUE);

        // Made with other implementations of HKDF and AES-GCM, from the layout in the class comment.
        assertThat(envelope.toHex())
                .isEqualTo("0200000001000102030405060708090a0b293716a1d7fa19979d97d9afce7e9fbeabc0443f8b0096");
    }

    @Test
    void noPartOfThePlaceMayDiffer() {
        var envelope = sealer.seal(PLACE, VALUE);
        sealer.seal(new SealContext(ANA, "", "c", "i", 1, Octets.EMPTY), VALUE);

        var state = text("state");
        for (var other : List.of(
                new SealContext(BO, "phone", "messages", "id-1", 7, state),
                new SealContext(ANA, "other", "messages", "id-1", 7, state),
                new SealContext(ANA, "", "messages", "id-1", 7, state),
                new SealContext(ANA, "phone", "message", "id-1", 7, state),
                new SealContext(ANA, "phone", "messages", "id-2", 7, state),
                new SealContext(ANA, "phone", "messages", "id-1", 6, state),
                new SealContext(ANA, "phone", "messages", "id-1", 8, state),
                new SealContext(ANA, "phone", "messages", "id-1", 7, text("stats")),
                new SealContext(ANA, "phone", "messages", "id-1", 7, Octets.EMPTY),
                // The same characters, cut elsewhere.
                new SealContext(ANA, "phone", "messagesi", "d-1", 7, state),
                new SealContext(ANA, "phone", "messages", "id-1s", 7, text("tate")))) {
            sealer.seal(other, VALUE);
            assertThatThrownBy(() -> sealer.open(other, envelope))
                    .as(other.toString())
                    .isInstanceOf(DamagedDocument.class)
                    .message()
                    .doesNotContain("id-1");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void noBitMayDiffer(long seed) {
        var random = new Random(seed);
        for (var round = 0; round < 20; round++) {
            var value = new byte[random.nextInt(64)];
            random.nextBytes(value);
            var place = new SealContext(
                    ANA,
                    random.nextBoolean() ? "" : "d" + random.nextInt(3),
                    "c" + random.nextInt(3),
                    "i" + random.nextInt(1000),
                    random.nextLong(),
                    text("f" + random.nextInt(3)));
            var envelope = sealer.seal(place, Octets.wrap(value));
            assertThat(sealer.open(place, envelope)).isEqualTo(Octets.wrap(value));
            for (var bit = 0; bit < 8 * envelope.size(); bit++) {
                var changed = envelope.toArray();
                changed[bit / 8] ^= (byte) (1 << bit % 8);
                assertThatThrownBy(() -> sealer.open(place, Octets.wrap(changed)))
                        .as("seed %d, round %d, bit %d", seed, round, bit)
                        .isInstanceOf(DamagedDocument.class);
            }
        }
    }

    @Test
    void noByteMayBeMissingOrAdded() {
        var envelope = sealer.seal(PLACE, VALUE);

        for (var size = 0; size < envelope.size(); size++) {
            var cut = envelope.slice(0, size);
            assertThatThrownBy(() -> sealer.open(PLACE, cut)).isInstanceOf(DamagedDocument.class);
        }
        assertThatThrownBy(() -> sealer.open(PLACE, Octets.concat(envelope, Octets.ofHex("00"))))
                .isInstanceOf(DamagedDocument.class);
    }

    @Test
    void aScopeWithoutKeysOpensNothing() {
        var envelope = sealer.seal(PLACE, VALUE);
        var nobody = new SealContext(BO, "phone", "messages", "id-1", 7, Octets.EMPTY);

        assertThatThrownBy(() -> sealer.open(nobody, envelope))
                .isInstanceOf(DamagedDocument.class)
                .hasMessageContaining("has no keys");
        assertThat(bench.chains.page(BO, Optional.empty(), 10)).isEmpty();
    }

    @Test
    void theSameValueLooksDifferentEachTime() {
        var seen = new HashSet<Octets>();
        for (var i = 0; i < 1000; i++) {
            assertThat(seen.add(sealer.seal(PLACE, VALUE))).isTrue();
        }
    }

    @Test
    void aNameThatIsNoTextIsRefused() {
        var place = new SealContext(ANA, "", "messages", "id\ud800", 1, Octets.EMPTY);

        assertThatThrownBy(() -> sealer.seal(place, VALUE)).isInstanceOf(IllegalArgumentException.class);
    }
}
