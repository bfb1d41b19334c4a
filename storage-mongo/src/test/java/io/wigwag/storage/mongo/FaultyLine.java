package io.wigwag.storage.mongo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/// A line to a database that can fail: a TCP proxy on the loopback which cuts, goes silent, or loses only what comes
/// back.
final class FaultyLine implements AutoCloseable {
    enum State {
        SOUND,
        /// Connections break, new ones too.
        CUT,
        /// Nothing goes either way, and nobody is told.
        SILENT,
        /// Questions arrive; the connection breaks when the answer comes.
        CUT_AT_ANSWER
    }

    private final InetSocketAddress target;
    private final ServerSocket listening;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile State state = State.SOUND;

    FaultyLine(InetSocketAddress target) throws IOException {
        this.target = target;
        this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    InetSocketAddress address() {
        return new InetSocketAddress(listening.getInetAddress(), listening.getLocalPort());
    }

    /// From the next byte on.
    void become(State next) {
        state = next;
        if (next == State.CUT) {
            open.forEach(FaultyLine::closeQuietly);
        }
    }

    private void accept() {
        while (true) {
            try {
                var near = listening.accept();
                if (state == State.CUT) {
                    near.close();
                    continue;
                }
                var far = new Socket(target.getAddress(), target.getPort());
                open.add(near);
                open.add(far);
                threads.execute(() -> carry(near, far, false));
                threads.execute(() -> carry(far, near, true));
            } catch (IOException | RejectedExecutionException over) {
                // The test has ended, or only the target.
                if (listening.isClosed()) {
                    return;
                }
            }
        }
    }

    private void carry(Socket from, Socket to, boolean answers) {
        try (from;
                to) {
            carry(from.getInputStream(), to, answers);
        } catch (IOException ended) {
            // As ordered: both ends are closed now.
            open.remove(from);
        }
    }

    private void carry(InputStream in, Socket to, boolean answers) throws IOException {
        var buffer = new byte[1 << 16];
        for (var read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            switch (state) {
                case SOUND -> to.getOutputStream().write(buffer, 0, read);
                case SILENT -> {
                    // Swallowed.
                }
                case CUT -> {
                    return;
                }
                case CUT_AT_ANSWER -> {
                    if (answers) {
                        return;
                    }
                    to.getOutputStream().write(buffer, 0, read);
                }
            }
        }
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        open.forEach(FaultyLine::closeQuietly);
        threads.shutdownNow();
    }
}
