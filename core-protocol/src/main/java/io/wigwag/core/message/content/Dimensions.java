package io.wigwag.core.message.content;

/// A picture's size in points.
public record Dimensions(int width, int height) {
    public static final Dimensions UNKNOWN = new Dimensions(0, 0);

    public Dimensions {
        if (width < 0 || height < 0) {
            throw new IllegalArgumentException("dimensions: " + width + " x " + height + " (expected: 0 or more)");
        }
    }
}
