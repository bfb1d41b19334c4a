package io.wigwag.core.media.webp;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;

/// A canonical prefix code for the symbols of one alphabet: frequent ones are short.
final class PrefixCode {
    private static final int LONGEST = 15;
    private static final int LONGEST_OF_LENGTHS = 7;
    /// In which order the lengths of the code that lengths are written in are told.
    private static final int[] ORDER = {17, 18, 0, 1, 2, 3, 4, 5, 16, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
    private static final int LENGTHS = ORDER.length;
    private static final int REPEAT = 16;
    private static final int FEW_ZEROS = 17;
    private static final int MANY_ZEROS = 18;

    private final int[] lengths;
    private final int[] codes;
    private final int used;

    private PrefixCode(int[] lengths) {
        this.lengths = lengths;
        codes = codes(lengths);
        var symbols = 0;
        for (var length : lengths) {
            symbols += length > 0 ? 1 : 0;
        }
        used = symbols;
    }

    static PrefixCode of(int[] counts) {
        return new PrefixCode(lengths(counts, LONGEST));
    }

    /// A code of one symbol needs no bits.
    void put(int symbol, Bits bits) {
        if (used > 1) {
            bits.put(codes[symbol], lengths[symbol]);
        }
    }

    // --- Lengths

    private record Tree(long weight, int order, List<Integer> symbols) implements Comparable<Tree> {
        @Override
        public int compareTo(Tree other) {
            var byWeight = Long.compare(weight, other.weight);
            return byWeight != 0 ? byWeight : Integer.compare(order, other.order);
        }
    }

    /// Huffman's; where a code gets too long, rare symbols are taken for less rare until none is.
    private static int[] lengths(int[] counts, int longest) {
        var weights = counts.clone();
        while (true) {
            var lengths = huffman(weights);
            if (max(lengths) <= longest) {
                return lengths;
            }
            for (var i = 0; i < weights.length; i++) {
                weights[i] = weights[i] == 0 ? 0 : Math.max(1, weights[i] >> 1);
            }
        }
    }

    private static int max(int[] lengths) {
        var max = 0;
        for (var length : lengths) {
            max = Math.max(max, length);
        }
        return max;
    }

    private static int[] huffman(int[] weights) {
        var lengths = new int[weights.length];
        var trees = new PriorityQueue<Tree>();
        for (var symbol = 0; symbol < weights.length; symbol++) {
            if (weights[symbol] > 0) {
                trees.add(new Tree(weights[symbol], trees.size(), List.of(symbol)));
                lengths[symbol] = 0;
            }
        }
        if (trees.size() == 1) {
            lengths[trees.element().symbols().getFirst()] = 1;
            return lengths;
        }
        for (var order = weights.length; trees.size() > 1; order++) {
            var one = trees.remove();
            var other = trees.remove();
            var all = new ArrayList<>(one.symbols());
            all.addAll(other.symbols());
            all.forEach(symbol -> lengths[symbol]++);
            trees.add(new Tree(one.weight() + other.weight(), order, all));
        }
        return lengths;
    }

    /// Codes of one length count up in the order of their symbols; they stand in the stream with their highest bit
    /// first.
    private static int[] codes(int[] lengths) {
        var codes = new int[lengths.length];
        var next = 0;
        for (var length = 1; length <= LONGEST; length++) {
            for (var symbol = 0; symbol < lengths.length; symbol++) {
                if (lengths[symbol] == length) {
                    codes[symbol] = Integer.reverse(next) >>> (Integer.SIZE - length);
                    next++;
                }
            }
            next <<= 1;
        }
        return codes;
    }

    // --- How it is told

    void describe(Bits bits) {
        var symbols = new ArrayList<Integer>();
        for (var symbol = 0; symbol < lengths.length && symbols.size() < 3; symbol++) {
            if (lengths[symbol] > 0) {
                symbols.add(symbol);
            }
        }
        if (symbols.size() < 3 && symbols.stream().allMatch(symbol -> symbol < 256)) {
            describeFew(symbols, bits);
        } else {
            describeLengths(bits);
        }
    }

    /// One symbol or two, by name.
    private static void describeFew(List<Integer> symbols, Bits bits) {
        bits.put(1, 1);
        bits.put(symbols.size() == 2 ? 1 : 0, 1);
        bits.put(1, 1);
        bits.put(symbols.isEmpty() ? 0 : symbols.getFirst(), Byte.SIZE);
        if (symbols.size() == 2) {
            bits.put(symbols.getLast(), Byte.SIZE);
        }
    }

    /// A word about lengths: one length, or how often something comes again.
    private record Word(int symbol, int rest, int bits) {}

    private void describeLengths(Bits bits) {
        var words = words();
        var counts = new int[LENGTHS];
        words.forEach(word -> counts[word.symbol()]++);
        var code = new PrefixCode(lengths(counts, LONGEST_OF_LENGTHS));
        var told = LENGTHS;
        while (told > 4 && code.lengths[ORDER[told - 1]] == 0) {
            told--;
        }
        bits.put(0, 1);
        bits.put(told - 4, 4);
        for (var i = 0; i < told; i++) {
            bits.put(code.lengths[ORDER[i]], 3);
        }
        // All lengths follow.
        bits.put(0, 1);
        for (var word : words) {
            code.put(word.symbol(), bits);
            bits.put(word.rest(), word.bits());
        }
    }

    private List<Word> words() {
        var words = new ArrayList<Word>();
        // The length that is repeated before there was any, by the format's wish.
        var before = 8;
        for (var i = 0; i < lengths.length; ) {
            var length = lengths[i];
            var run = 1;
            while (i + run < lengths.length && lengths[i + run] == length) {
                run++;
            }
            i += run;
            if (length == 0) {
                zeros(run, words);
            } else {
                if (length != before) {
                    words.add(new Word(length, 0, 0));
                    run--;
                }
                repeats(length, run, words);
                before = length;
            }
        }
        return words;
    }

    private static void zeros(int run, List<Word> words) {
        var left = run;
        while (left > 0) {
            if (left < 3) {
                words.add(new Word(0, 0, 0));
                left--;
            } else if (left <= 10) {
                words.add(new Word(FEW_ZEROS, left - 3, 3));
                left = 0;
            } else {
                var now = Math.min(left, 138);
                words.add(new Word(MANY_ZEROS, now - 11, 7));
                left -= now;
            }
        }
    }

    private static void repeats(int length, int run, List<Word> words) {
        var left = run;
        while (left > 0) {
            if (left < 3) {
                words.add(new Word(length, 0, 0));
                left--;
            } else {
                var now = Math.min(left, 6);
                words.add(new Word(REPEAT, now - 3, 2));
                left -= now;
            }
        }
    }
}
