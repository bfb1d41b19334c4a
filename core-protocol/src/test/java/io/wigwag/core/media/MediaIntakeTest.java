package io.wigwag.core.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.core.media.DamagedMedia.Fault;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.testing.SeededRandom;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MediaIntakeTest {
    private static final long SEED = 8_02;
    private static final long MUCH = 10 << 20;

    private final SeededRandom random = new SeededRandom(SEED);

    private Octets opened(WantedMedia what, Octets arriving, int largestPart, long limit)
            throws DamagedMedia, LimitExceeded, IOException {
        var out = new ByteArrayOutputStream();
        var intake = MediaIntake.of(what, limit, out);
        var bytes = arriving.toArray();
        for (var at = 0; at < bytes.length; ) {
            var part = Math.min(1 + random.nextInt(largestPart), bytes.length - at);
            intake.take(bytes, at, part);
            at += part;
            assertThat(intake.taken()).isEqualTo(at);
        }
        intake.finish();
        return Octets.wrap(out.toByteArray());
    }

    private void refused(WantedMedia what, Octets arriving, Fault fault) {
        assertThatThrownBy(() -> opened(what, arriving, 1000, MUCH))
                .isInstanceOfSatisfying(
                        DamagedMedia.class,
                        damaged -> assertThat(damaged.fault()).isEqualTo(fault));
    }

    private static Octets changed(Octets bytes, int at) {
        var copy = bytes.toArray();
        copy[at] ^= 1;
        return Octets.wrap(copy);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 15, 16, 17, 65_519, 65_520, 65_535, 65_536, 65_537, 131_072, 700_001})
    void partsOfAnySizeMakeTheFile(int size) throws Exception {
        var file = TestFile.of(size, random);
        for (var part : new int[] {1 + size / 100, 17, 65_536, 200_000}) {
            assertThat(opened(file.wanted(), file.sealed(), part, MUCH)).isEqualTo(file.plain());
            assertThat(opened(file.unproven(), file.sealed(), part, MUCH)).isEqualTo(file.plain());
            assertThat(opened(file.open(), file.plain(), part, MUCH)).isEqualTo(file.plain());
        }
    }

    @Test
    void everyChangedByteIsNoticed() {
        var file = TestFile.of(100, random);
        for (var at = 0; at < file.sealed().size(); at++) {
            refused(file.wanted(), changed(file.sealed(), at), Fault.SEALED_HASH);
            refused(file.unproven(), changed(file.sealed(), at), Fault.CODE);
        }
        refused(file.open(), changed(file.plain(), 50), Fault.HASH);
    }

    @Test
    void everyMissingByteIsNoticed() {
        var file = TestFile.of(100, random);
        for (var size = 0; size < file.sealed().size(); size++) {
            var fault = size < 26 || (size - 10) % 16 != 0 ? Fault.CUT_SHORT : Fault.CODE;
            refused(file.unproven(), file.sealed().slice(0, size), fault);
        }
    }

    @Test
    void anotherKeyOpensNothing() {
        var file = TestFile.of(100, random);
        var other = TestFile.of(100, random).wanted().key();
        var what = new WantedMedia(
                MediaKind.IMAGE, TestFile.PATH, other, Optional.empty(), Optional.empty(), OptionalLong.empty());
        refused(what, file.sealed(), Fault.CODE);
    }

    @Test
    void anotherFileUnderATrueCodeIsNoticed() {
        var file = TestFile.of(100, random);
        var other = TestFile.of(100, random).wanted();
        var what = new WantedMedia(
                MediaKind.IMAGE,
                TestFile.PATH,
                file.wanted().key(),
                Optional.empty(),
                other.hash(),
                OptionalLong.empty());
        refused(what, file.sealed(), Fault.HASH);
    }

    @Test
    void theAnnouncedSizeCountsOnlyWhereNothingElseProves() throws Exception {
        var file = TestFile.of(100, random);
        var unproven = file.unproven();
        var wrong = OptionalLong.of(99);
        var withoutHash = new WantedMedia(
                unproven.kind(), unproven.path(), unproven.key(), Optional.empty(), Optional.empty(), wrong);
        refused(withoutHash, file.sealed(), Fault.SIZE);
        var withHash = new WantedMedia(
                unproven.kind(),
                unproven.path(),
                unproven.key(),
                Optional.empty(),
                file.wanted().hash(),
                wrong);
        assertThat(opened(withHash, file.sealed(), 1000, MUCH)).isEqualTo(file.plain());
    }

    @Test
    void theLimitHoldsToTheByte() throws Exception {
        var file = TestFile.of(100, random);
        assertThat(opened(file.wanted(), file.sealed(), 7, 100)).isEqualTo(file.plain());
        assertThat(opened(file.open(), file.plain(), 7, 100)).isEqualTo(file.plain());
        assertThatThrownBy(() -> opened(file.wanted(), file.sealed(), 7, 95)).isInstanceOf(LimitExceeded.class);
        assertThatThrownBy(() -> opened(file.open(), file.plain(), 7, 99)).isInstanceOf(LimitExceeded.class);
    }
}
