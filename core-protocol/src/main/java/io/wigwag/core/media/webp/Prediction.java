package io.wigwag.core.media.webp;

/// Pixels as what they differ by from a guess that their neighbours allow. Each block of pixels has the way of guessing
/// that leaves least.
final class Prediction {
    /// The side of a block is two to this.
    static final int BLOCK = 4;

    private static final int OPAQUE = 0xff000000;

    /// Ways of guessing, of those that the format has.
    private enum Way {
        BLACK(0),
        LEFT(1),
        ABOVE(2),
        AVERAGE(7),
        SELECT(11),
        PLANE(12);

        final int number;

        Way(int number) {
            this.number = number;
        }

        int guess(int left, int above, int corner) {
            return switch (this) {
                case BLACK -> OPAQUE;
                case LEFT -> left;
                case ABOVE -> above;
                case AVERAGE -> average(left, above);
                case SELECT -> distance(above, corner) < distance(left, corner) ? left : above;
                case PLANE -> plane(left, above, corner);
            };
        }
    }

    private final int[] left;
    private final int[] ways;

    private Prediction(int[] left, int[] ways) {
        this.left = left;
        this.ways = ways;
    }

    /// What is left of the pixels.
    int[] left() {
        return left;
    }

    /// The number of the way, for each block.
    int[] ways() {
        return ways;
    }

    static int blocks(int side) {
        return (side + (1 << BLOCK) - 1) >> BLOCK;
    }

    static Prediction of(int width, int[] pixels) {
        var height = pixels.length / width;
        var across = blocks(width);
        var left = new int[pixels.length];
        var ways = new int[across * blocks(height)];
        for (var block = 0; block < ways.length; block++) {
            var best = Way.BLACK;
            var least = Long.MAX_VALUE;
            for (var way : Way.values()) {
                var cost = fill(width, pixels, block, way, left);
                if (cost < least) {
                    least = cost;
                    best = way;
                }
            }
            fill(width, pixels, block, best, left);
            ways[block] = best.number;
        }
        return new Prediction(left, ways);
    }

    /// Fills in what a way leaves of a block; how much that is.
    private static long fill(int width, int[] pixels, int block, Way way, int[] left) {
        var across = blocks(width);
        var fromX = (block % across) << BLOCK;
        var fromY = (block / across) << BLOCK;
        var toX = Math.min(width, fromX + (1 << BLOCK));
        var toY = Math.min(pixels.length / width, fromY + (1 << BLOCK));
        var cost = 0L;
        for (var y = fromY; y < toY; y++) {
            for (var x = fromX; x < toX; x++) {
                var at = y * width + x;
                left[at] = minus(pixels[at], guess(width, pixels, at, way));
                cost += size(left[at]);
            }
        }
        return cost;
    }

    /// At the upper and the left edge there is no choice.
    private static int guess(int width, int[] pixels, int at, Way way) {
        if (at == 0) {
            return OPAQUE;
        }
        if (at < width) {
            return pixels[at - 1];
        }
        if (at % width == 0) {
            return pixels[at - width];
        }
        return way.guess(pixels[at - 1], pixels[at - width], pixels[at - width - 1]);
    }

    private static int channel(int pixel, int shift) {
        return pixel >>> shift & 0xff;
    }

    static int minus(int pixel, int guess) {
        var difference = 0;
        for (var shift = 0; shift <= 24; shift += 8) {
            difference |= (channel(pixel, shift) - channel(guess, shift) & 0xff) << shift;
        }
        return difference;
    }

    private static long size(int difference) {
        var size = 0L;
        for (var shift = 0; shift <= 24; shift += 8) {
            size += Math.abs((byte) channel(difference, shift));
        }
        return size;
    }

    private static int average(int one, int other) {
        var average = 0;
        for (var shift = 0; shift <= 24; shift += 8) {
            average |= ((channel(one, shift) + channel(other, shift)) / 2) << shift;
        }
        return average;
    }

    private static int distance(int one, int other) {
        var distance = 0;
        for (var shift = 0; shift <= 24; shift += 8) {
            distance += Math.abs(channel(one, shift) - channel(other, shift));
        }
        return distance;
    }

    private static int plane(int left, int above, int corner) {
        var plane = 0;
        for (var shift = 0; shift <= 24; shift += 8) {
            var value = channel(left, shift) + channel(above, shift) - channel(corner, shift);
            plane |= Math.clamp(value, 0, 255) << shift;
        }
        return plane;
    }
}
