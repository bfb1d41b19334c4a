package io.wigwag.core.signal;

import java.util.Arrays;
import java.util.Optional;

/// Seeds of messages that were overtaken by later ones, oldest first, packed in one array: a number of 4 bytes and a
/// seed of 32 each. Packed because a chain may hold two thousand and most operations only copy them.
final class SkippedKeys {
    static final int MOST = 2_000;
    static final int ENTRY = Integer.BYTES + MessageSeed.SIZE;
    static final SkippedKeys NONE = new SkippedKeys(new byte[0]);

    private final byte[] packed;

    private SkippedKeys(byte[] packed) {
        this.packed = packed;
    }

    /// Keeps the array.
    static SkippedKeys ofPacked(byte[] packed) {
        return packed.length == 0 ? NONE : new SkippedKeys(packed);
    }

    byte[] packed() {
        return packed;
    }

    int size() {
        return packed.length / ENTRY;
    }

    Optional<MessageSeed> find(int number) {
        var entry = indexOf(number);
        if (entry < 0) {
            return Optional.empty();
        }
        var from = entry * ENTRY + Integer.BYTES;
        return Optional.of(new MessageSeed(Arrays.copyOfRange(packed, from, from + MessageSeed.SIZE)));
    }

    SkippedKeys without(int number) {
        var entry = indexOf(number);
        var rest = new byte[packed.length - ENTRY];
        System.arraycopy(packed, 0, rest, 0, entry * ENTRY);
        System.arraycopy(packed, (entry + 1) * ENTRY, rest, entry * ENTRY, rest.length - entry * ENTRY);
        return ofPacked(rest);
    }

    /// Makes room for `count` more; the oldest give way.
    Appending appending(int count) {
        return new Appending(this, count);
    }

    private int indexOf(int number) {
        var low = 0;
        var high = size() - 1;
        while (low <= high) {
            var middle = (low + high) >>> 1;
            var order = Integer.compareUnsigned(numberAt(middle), number);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }

    private int numberAt(int entry) {
        var at = entry * ENTRY;
        return packed[at] << 24
                | (packed[at + 1] & 0xff) << 16
                | (packed[at + 2] & 0xff) << 8
                | (packed[at + 3] & 0xff);
    }

    /// Collects keys behind those of an older set, which stays as it is.
    static final class Appending {
        private final byte[] packed;
        private int ignored;
        private int at;

        private Appending(SkippedKeys before, int count) {
            var kept = Math.min(before.size(), Math.max(MOST - count, 0));
            packed = count == 0 ? before.packed : new byte[(kept + Math.min(count, MOST)) * ENTRY];
            ignored = Math.max(count - MOST, 0);
            at = kept * ENTRY;
            System.arraycopy(before.packed, before.packed.length - at, packed, 0, at);
        }

        /// Keeps what the message at this point of the chain will need, unless later ones need the room.
        void pass(ChainKey overtaken) {
            if (ignored > 0) {
                ignored--;
                return;
            }
            var number = overtaken.index();
            packed[at] = (byte) (number >>> 24);
            packed[at + 1] = (byte) (number >>> 16);
            packed[at + 2] = (byte) (number >>> 8);
            packed[at + 3] = (byte) number;
            overtaken.messageSeed().copyTo(packed, at + Integer.BYTES);
            at += ENTRY;
        }

        SkippedKeys done() {
            return ofPacked(packed);
        }
    }
}
