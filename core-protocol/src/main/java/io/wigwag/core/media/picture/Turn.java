package io.wigwag.core.media.picture;

/// How a picture is to be turned before it is shown, as cameras note it: the eight values of EXIF's orientation.
enum Turn {
    NONE(false, false, false),
    MIRRORED(false, true, false),
    HALF(false, true, true),
    HALF_MIRRORED(false, false, true),
    QUARTER_MIRRORED(true, false, false),
    QUARTER(true, true, false),
    THREE_QUARTERS_MIRRORED(true, true, true),
    THREE_QUARTERS(true, false, true);

    private final boolean swapped;
    private final boolean fromRight;
    private final boolean fromBelow;

    /// @param swapped rows as shown are columns as stored
    /// @param fromRight a row as shown begins at the other end
    /// @param fromBelow the first row as shown is stored last
    Turn(boolean swapped, boolean fromRight, boolean fromBelow) {
        this.swapped = swapped;
        this.fromRight = fromRight;
        this.fromBelow = fromBelow;
    }

    /// The turn of an EXIF value; none for what is no such value.
    static Turn ofExif(int value) {
        return switch (value) {
            case 2 -> MIRRORED;
            case 3 -> HALF;
            case 4 -> HALF_MIRRORED;
            case 5 -> QUARTER_MIRRORED;
            case 6 -> QUARTER;
            case 7 -> THREE_QUARTERS_MIRRORED;
            case 8 -> THREE_QUARTERS;
            default -> NONE;
        };
    }

    boolean swapsSides() {
        return swapped;
    }

    /// Pixels as stored, of so many a row, in the order in which they are shown.
    int[] applied(int[] pixels, int width) {
        if (this == NONE) {
            return pixels;
        }
        var height = pixels.length / width;
        var across = swapped ? height : width;
        var turned = new int[pixels.length];
        for (var i = 0; i < pixels.length; i++) {
            var x = fromRight ? across - 1 - i % across : i % across;
            var y = fromBelow ? pixels.length / across - 1 - i / across : i / across;
            turned[i] = swapped ? pixels[x * width + y] : pixels[y * width + x];
        }
        return turned;
    }
}
