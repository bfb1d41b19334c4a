package io.wigwag.core.media.webp;

import java.util.ArrayList;
import java.util.List;

/// Pixels as words: one by one, or so many as to the left or above. Each word's parts have alphabets of their own.
record Words(List<Word> all) {
    private static final int GREENS = 256 + 24;
    private static final int DISTANCES = 40;
    private static final int SHORTEST = 4;
    private static final int LONGEST = 4096;
    /// By which numbers the format knows the pixel above and the one to the left.
    private static final int ABOVE = 1;
    private static final int LEFT = 2;

    /// @param copied how many pixels are as elsewhere; zero for a pixel of its own
    /// @param from [#LEFT] or [#ABOVE]
    private record Word(int pixel, int copied, int from) {}

    static Words of(int width, int[] pixels) {
        var words = new ArrayList<Word>();
        for (var at = 0; at < pixels.length; ) {
            var left = same(pixels, at, 1);
            var above = same(pixels, at, width);
            var longest = Math.max(left, above);
            if (longest >= SHORTEST) {
                words.add(new Word(0, longest, left >= above ? LEFT : ABOVE));
                at += longest;
            } else {
                words.add(new Word(pixels[at], 0, 0));
                at++;
            }
        }
        return new Words(words);
    }

    private static int same(int[] pixels, int at, int distance) {
        var length = 0;
        while (length < LONGEST
                && at >= distance
                && at + length < pixels.length
                && pixels[at + length] == pixels[at + length - distance]) {
            length++;
        }
        return length;
    }

    void write(Bits bits) {
        var green = new int[GREENS];
        var others = new int[3][256];
        var distances = new int[DISTANCES];
        for (var word : all) {
            if (word.copied() > 0) {
                green[256 + Prefixed.of(word.copied()).symbol()]++;
                distances[Prefixed.of(word.from()).symbol()]++;
            } else {
                green[word.pixel() >>> 8 & 0xff]++;
                others[0][word.pixel() >>> 16 & 0xff]++;
                others[1][word.pixel() & 0xff]++;
                others[2][word.pixel() >>> 24]++;
            }
        }
        var codes = List.of(
                PrefixCode.of(green),
                PrefixCode.of(others[0]),
                PrefixCode.of(others[1]),
                PrefixCode.of(others[2]),
                PrefixCode.of(distances));
        codes.forEach(code -> code.describe(bits));
        for (var word : all) {
            if (word.copied() > 0) {
                copied(word, codes.get(0), codes.get(4), bits);
            } else {
                codes.get(0).put(word.pixel() >>> 8 & 0xff, bits);
                codes.get(1).put(word.pixel() >>> 16 & 0xff, bits);
                codes.get(2).put(word.pixel() & 0xff, bits);
                codes.get(3).put(word.pixel() >>> 24, bits);
            }
        }
    }

    private static void copied(Word word, PrefixCode green, PrefixCode distances, Bits bits) {
        var length = Prefixed.of(word.copied());
        green.put(256 + length.symbol(), bits);
        bits.put(length.rest(), length.bits());
        distances.put(Prefixed.of(word.from()).symbol(), bits);
    }
}
