package io.wigwag.gateway.http.netty;

import io.wigwag.gateway.http.Body;
import io.wigwag.gateway.http.Problem;
import io.wigwag.gateway.http.ProblemCode;
import io.wigwag.gateway.http.RequestFailed;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// A body on its way: the event loop adds pieces that the request's thread has asked for, one by one, so that no more
/// than one waits here however fast the client is.
final class IncomingBody implements Body {
    private final HttpLimits limits;
    private final OptionalLong declared;
    private final Runnable askForMore;
    private final Input input = new Input();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Queue<byte[]> pieces = new ArrayDeque<>();
    private Optional<Problem> failure = Optional.empty();
    private boolean complete;
    private long received;
    private long waitedNanos;

    /// @param askForMore has the event loop bring one more piece
    IncomingBody(HttpLimits limits, OptionalLong declared, Runnable askForMore) {
        this.limits = limits;
        this.declared = declared;
        this.askForMore = askForMore;
    }

    @Override
    public OptionalLong declared() {
        return declared;
    }

    @Override
    public InputStream stream() {
        return input;
    }

    void add(byte[] piece, boolean last) {
        lock.lock();
        try {
            received += piece.length;
            if (received > limits.longestBody()) {
                failure = Optional.of(Problem.of(ProblemCode.PAYLOAD_TOO_LARGE, "The body is too large."));
            } else if (piece.length > 0) {
                pieces.add(piece);
            }
            complete |= last;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void fail(Problem problem) {
        lock.lock();
        try {
            failure = Optional.of(problem);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean isComplete() {
        lock.lock();
        try {
            return complete;
        } finally {
            lock.unlock();
        }
    }

    /// The next piece; nothing at the end.
    private Optional<byte[]> next() throws IOException {
        lock.lock();
        try {
            if (isNothingThere()) {
                askForMore.run();
                await();
            }
            if (failure.isPresent()) {
                throw new RequestFailed(failure.get());
            }
            return Optional.ofNullable(pieces.poll());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("waiting for a body").initCause(interrupted);
        } finally {
            lock.unlock();
        }
    }

    private boolean isNothingThere() {
        return pieces.isEmpty() && !complete && failure.isEmpty();
    }

    private void await() throws InterruptedException {
        var patience = limits.patience().toNanos();
        var left = patience;
        while (isNothingThere() && left > 0) {
            left = changed.awaitNanos(left);
        }
        waitedNanos += patience - left;
        if (isNothingThere() || isTooSlow(patience)) {
            failure = Optional.of(Problem.of(ProblemCode.REQUEST_TIMEOUT, "The body came too slowly."));
        }
    }

    /// Time that the service took for itself does not count.
    private boolean isTooSlow(long patience) {
        var due = limits.leastBytesPerSecond() * (waitedNanos / 1e9);
        return waitedNanos > patience && received < due && !complete;
    }

    /// What the service reads from.
    private final class Input extends InputStream {
        private byte[] piece = new byte[0];
        private int at;

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            Objects.checkFromIndexSize(offset, length, target.length);
            if (length == 0) {
                return 0;
            }
            while (at == piece.length) {
                var next = next();
                if (next.isEmpty()) {
                    return -1;
                }
                piece = next.get();
                at = 0;
            }
            var count = Math.min(length, piece.length - at);
            System.arraycopy(piece, at, target, offset, count);
            at += count;
            return count;
        }
    }
}
