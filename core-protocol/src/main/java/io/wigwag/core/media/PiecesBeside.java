package io.wigwag.core.media;

import java.io.InterruptedIOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ThreadFactory;

/// Hashes pieces on a thread of their own while the owner ciphers the next ones. Whoever is faster waits for the other:
/// there are only so many pieces.
final class PiecesBeside implements PieceLine, AutoCloseable {
    private static final int PIECES = 4;
    private static final Piece END = new Piece();

    private final BlockingQueue<Piece> empty = new ArrayBlockingQueue<>(PIECES);
    /// One place more than there are pieces, so that the end always fits in.
    private final BlockingQueue<Piece> full = new ArrayBlockingQueue<>(PIECES + 1);
    private final PieceHashes hashes;
    private final Thread hasher;
    private boolean ended;

    PiecesBeside(PieceHashes hashes, ThreadFactory threads) {
        this.hashes = hashes;
        for (var i = 0; i < PIECES; i++) {
            empty.add(new Piece());
        }
        hasher = threads.newThread(this::run);
        hasher.start();
    }

    @SuppressWarnings("ReferenceEquality")
    private void run() {
        try {
            for (var piece = full.take(); piece != END; piece = full.take()) {
                hashes.take(piece);
                empty.add(piece);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public Piece next() throws InterruptedIOException {
        try {
            return empty.take();
        } catch (InterruptedException stopped) {
            throw interrupted();
        }
    }

    @Override
    public void hash(Piece piece) {
        full.add(piece);
    }

    /// Waits until all pieces are hashed.
    void finish() throws InterruptedIOException {
        close();
        try {
            hasher.join();
        } catch (InterruptedException stopped) {
            throw interrupted();
        }
    }

    /// Lets the thread end after what it has been given.
    @Override
    public void close() {
        if (!ended) {
            ended = true;
            full.add(END);
        }
    }

    private static InterruptedIOException interrupted() {
        Thread.currentThread().interrupt();
        return new InterruptedIOException("stopped while a file was sealed");
    }
}
