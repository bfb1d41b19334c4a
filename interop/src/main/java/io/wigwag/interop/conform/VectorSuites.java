package io.wigwag.interop.conform;

import java.util.List;
import java.util.Optional;

/// Every vector file that our code knows.
public final class VectorSuites {
    public static final List<VectorSuite> ALL = List.of(
            new BinaryNodes(),
            new ClientPayloads(),
            new Curves(),
            new HistorySyncs(),
            new HkdfAndMedia(),
            new InvalidBinaryNodes(),
            new Jids(),
            new Messages(),
            new MessageSecrets(),
            new NoiseHandshakes(),
            new Pairings(),
            new PollVotes(),
            new SenderKeys(),
            new SignalSessions());

    private VectorSuites() {}

    public static Optional<VectorSuite> of(String file) {
        return ALL.stream().filter(suite -> suite.file().equals(file)).findFirst();
    }
}
