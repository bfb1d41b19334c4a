package io.wigwag.core.binary;

/// How much a decoder lets the other side ask of it. Whatever is counted in a header is also held against the bytes
/// that are really there, so that no allocation is larger than its input justifies.
///
/// @param depth nodes inside nodes
/// @param nodes nodes of one frame in all
/// @param textBytes one text, as bytes on the wire
/// @param binaryBytes one binary content
/// @param inflatedBytes a frame after inflating
public record DecodeLimits(int depth, int nodes, int textBytes, int binaryBytes, int inflatedBytes) {
    public static final DecodeLimits DEFAULT = new DecodeLimits(100, 1 << 18, 1 << 20, 16 << 20, 16 << 20);

    public DecodeLimits {
        positive("depth", depth);
        positive("nodes", nodes);
        positive("textBytes", textBytes);
        positive("binaryBytes", binaryBytes);
        positive("inflatedBytes", inflatedBytes);
    }

    private static void positive(String name, int value) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: more than 0)");
        }
    }
}
