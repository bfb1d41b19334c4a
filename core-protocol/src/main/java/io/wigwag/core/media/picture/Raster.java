package io.wigwag.core.media.picture;

import java.awt.image.BufferedImage;

/// Pixels in rows. Scaled by averages of our own: drawing would ask the desktop's toolkit, which a server does not
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

    /// The image with what is clear in it.
    static Raster clear(BufferedImage image) {
        var width = image.getWidth();
        return new Raster(width, image.getRGB(0, 0, width, image.getHeight(), null, 0, width));
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

    /// What is clear has no part in the colour.
    private int average(int left, int right, int top, int bottom) {
        var alpha = 0L;
        var red = 0L;
        var green = 0L;
        var blue = 0L;
        for (var y = top; y < bottom; y++) {
            for (var x = left; x < right; x++) {
                var pixel = pixels[y * width + x];
                var weight = pixel >>> 24;
                alpha += weight;
                red += (long) weight * (pixel >> 16 & 0xff);
                green += (long) weight * (pixel >> 8 & 0xff);
                blue += (long) weight * (pixel & 0xff);
            }
        }
        if (alpha == 0) {
            return 0;
        }
        var opacity = alpha / ((long) (right - left) * (bottom - top));
        return (int) ((opacity << 24) | ((red / alpha) << 16) | ((green / alpha) << 8) | (blue / alpha));
    }

    /// In the middle of a clear square of this edge, which is not smaller than it is.
    int[] inSquare(int edge) {
        var square = new int[edge * edge];
        var right = (edge - width) / 2;
        var down = (edge - height()) / 2;
        for (var y = 0; y < height(); y++) {
            System.arraycopy(pixels, y * width, square, (down + y) * edge + right, width);
        }
        return square;
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
