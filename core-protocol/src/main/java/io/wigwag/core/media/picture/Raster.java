package io.wigwag.core.media.picture;

import java.awt.image.BufferedImage;

/// Opaque pixels in rows. Scaled by averages of our own: drawing would ask the desktop's toolkit, which a server does
/// not
/// have.
final class Raster {
    private static final int WHITE = 255;

    private final int width;
    private final int[] pixels;

    private Raster(int width, int[] pixels) {
        this.width = width;
        this.pixels = pixels;
    }

    /// The image on a white ground.
    static Raster of(BufferedImage image) {
        var width = image.getWidth();
        var pixels = image.getRGB(0, 0, width, image.getHeight(), null, 0, width);
        for (var i = 0; i < pixels.length; i++) {
            pixels[i] = onWhite(pixels[i]);
        }
        return new Raster(width, pixels);
    }

    private static int onWhite(int pixel) {
        var alpha = pixel >>> 24;
        if (alpha == WHITE) {
            return pixel;
        }
        var opaque = WHITE << 24;
        for (var shift = 0; shift <= 16; shift += 8) {
            opaque |= (((pixel >> shift & 0xff) * alpha + WHITE * (WHITE - alpha)) / WHITE) << shift;
        }
        return opaque;
    }

    private int height() {
        return pixels.length / width;
    }

    /// The same in a square of this edge; smaller ones stay as they are.
    Raster fittedInto(int edge) {
        var longest = Math.max(width, height());
        if (longest <= edge) {
            return this;
        }
        var across = Math.max(1, width * edge / longest);
        var down = Math.max(1, height() * edge / longest);
        var small = new int[across * down];
        for (var i = 0; i < small.length; i++) {
            var x = i % across;
            var y = i / across;
            small[i] = average(
                    x * width / across, (x + 1) * width / across, y * height() / down, (y + 1) * height() / down);
        }
        return new Raster(across, small);
    }

    private int average(int left, int right, int top, int bottom) {
        var red = 0;
        var green = 0;
        var blue = 0;
        for (var y = top; y < bottom; y++) {
            for (var x = left; x < right; x++) {
                var pixel = pixels[y * width + x];
                red += pixel >> 16 & 0xff;
                green += pixel >> 8 & 0xff;
                blue += pixel & 0xff;
            }
        }
        var count = (right - left) * (bottom - top);
        return (WHITE << 24) | ((red / count) << 16) | ((green / count) << 8) | (blue / count);
    }

    Raster turned(Turn turn) {
        return new Raster(turn.swapsSides() ? height() : width, turn.applied(pixels, width));
    }

    BufferedImage toImage() {
        var image = new BufferedImage(width, height(), BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, width, height(), pixels, 0, width);
        return image;
    }
}
