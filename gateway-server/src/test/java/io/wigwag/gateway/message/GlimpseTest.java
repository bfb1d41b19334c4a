package io.wigwag.gateway.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.media.MediaReference;
import io.wigwag.core.octets.Octets;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/// Pictures that pass, and how much of them is held.
class GlimpseTest {
    private static final int ROOM = 1 << 20;

    private final Semaphore sights = new Semaphore(ROOM);

    private static byte[] picture() throws IOException {
        var drawn = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(64, 36, BufferedImage.TYPE_INT_RGB), "png", drawn);
        return drawn.toByteArray();
    }

    private Glimpse passed(byte[] bytes) throws IOException {
        var glimpse = new Glimpse(new ByteArrayInputStream(bytes), sights);
        assertThat(glimpse.readAllBytes()).isEqualTo(bytes);
        return glimpse;
    }

    private static int width(Glimpse glimpse) throws IOException {
        return glimpse.of(MediaReference.clear("/v/t62/a", "image/png", Octets.wrap(new byte[32]), 1))
                .size()
                .width();
    }

    @Test
    void aPictureIsSeenAndForgotten() throws IOException {
        try (var glimpse = passed(picture())) {
            assertThat(sights.availablePermits()).isLessThan(ROOM);
            assertThat(width(glimpse)).isEqualTo(64);
        }
        assertThat(sights.availablePermits()).isEqualTo(ROOM);
    }

    @Test
    void whatComesWhileTooMuchIsLookedAtPassesUnseen() throws IOException {
        try (var _ = passed(new byte[ROOM]);
                var second = passed(picture())) {
            assertThat(width(second)).isZero();
        }
        assertThat(sights.availablePermits()).isEqualTo(ROOM);
        try (var third = passed(picture())) {
            assertThat(width(third)).isEqualTo(64);
        }
    }

    @Test
    void whatTurnsOutTooLargeIsForgottenAtOnce() throws IOException {
        try (var glimpse = passed(new byte[ROOM + 1])) {
            assertThat(sights.availablePermits()).isEqualTo(ROOM);
            assertThat(width(glimpse)).isZero();
        }
        assertThat(sights.availablePermits()).isEqualTo(ROOM);
    }
}
