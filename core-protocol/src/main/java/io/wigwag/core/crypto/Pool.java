package io.wigwag.core.crypto;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;

/// A few reusable objects that cost much to make, shared by all threads. A thread-local would keep one for each of many
/// thousand virtual threads; here a thread takes one from a slot, alone, and puts it back, or makes one when all slots
/// are empty. An object that failed in use is simply not put back.
final class Pool<T> {
    private final AtomicReferenceArray<T> slots;
    private final int mask;
    private final Supplier<T> maker;

    Pool(Supplier<T> maker) {
        var size = Integer.highestOneBit(Math.max(4, 4 * Runtime.getRuntime().availableProcessors()));
        this.slots = new AtomicReferenceArray<>(size);
        this.mask = size - 1;
        this.maker = maker;
    }

    T take() {
        var start = (int) Thread.currentThread().threadId();
        for (var i = 0; i <= mask; i++) {
            var found = slots.getAndSet((start + i) & mask, null);
            if (found != null) {
                return found;
            }
        }
        return maker.get();
    }

    void giveBack(T object) {
        var start = (int) Thread.currentThread().threadId();
        for (var i = 0; i <= mask; i++) {
            if (slots.compareAndSet((start + i) & mask, null, object)) {
                return;
            }
        }
    }
}
