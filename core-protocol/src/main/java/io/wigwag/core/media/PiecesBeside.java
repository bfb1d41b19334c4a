package io.wigwag.core.media;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Gives pieces to users on threads of their own while the owner ciphers the next ones. Whoever is faster waits for the
/// others: there are only so many pieces.
final class PiecesBeside implements PieceLine, AutoCloseable {
    private static final int PIECES = 8;
    private static final Piece END = new Piece();

    private final BlockingQueue<Piece> empty = new ArrayBlockingQueue<>(PIECES);
    private final List<User> users;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    PiecesBeside(List<PieceUse> uses, ThreadFactory threads) {
        for (var i = 0; i < PIECES; i++) {
            empty.add(new Piece());
        }
        users = uses.stream().map(use -> new User(use, threads)).toList();
    }

    /// Takes all pieces in their order.
    private final class User {
        /// One place more than there are pieces, so that the end always fits in.
        private final BlockingQueue<Piece> full = new ArrayBlockingQueue<>(PIECES + 1);
        private final PieceUse use;
        private final Thread thread;
        private boolean ended;

        User(PieceUse use, ThreadFactory threads) {
            this.use = use;
            this.thread = threads.newThread(this::run);
            thread.start();
        }

        @SuppressWarnings("ReferenceEquality")
        private void run() {
            try {
                for (var piece = full.take(); piece != END; piece = full.take()) {
                    use(piece);
                    if (piece.users.decrementAndGet() == 0) {
                        empty.add(piece);
                    }
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }

        /// After a failure pieces only pass through, so that nobody waits for them.
        private void use(Piece piece) {
            try {
                if (failure.get() == null) {
                    use.take(piece);
                }
            } catch (IOException | RuntimeException | Error failed) {
                failure.compareAndSet(null, failed);
            }
        }

        void end() {
            if (!ended) {
                ended = true;
                full.add(END);
            }
        }
    }

    @Override
    public Piece next() throws IOException {
        rethrow();
        try {
            return empty.take();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw interrupted();
        }
    }

    @Override
    public void use(Piece piece) {
        piece.users.set(users.size());
        users.forEach(user -> user.full.add(piece));
    }

    /// As if it had happened on this thread.
    private void rethrow() throws IOException {
        switch (failure.get()) {
            case null -> {}
            case RuntimeException fault -> throw fault;
            case Error fault -> throw fault;
            case Throwable failed -> throw new IOException(failed.getMessage(), failed);
        }
    }

    /// Waits until all pieces are used.
    void finish() throws IOException {
        close();
        if (Thread.currentThread().isInterrupted()) {
            throw interrupted();
        }
        rethrow();
    }

    /// Waits until nobody uses a piece any more. Who is interrupted meanwhile has them stop.
    @Override
    public void close() {
        users.forEach(User::end);
        var interrupted = false;
        for (var user : users) {
            while (user.thread.isAlive()) {
                try {
                    user.thread.join();
                } catch (InterruptedException stopped) {
                    interrupted = true;
                    users.forEach(other -> other.thread.interrupt());
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static InterruptedIOException interrupted() {
        return new InterruptedIOException("stopped while a file was sealed");
    }
}
