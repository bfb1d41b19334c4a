package io.wigwag.benchmarks.storage;

import io.wigwag.benchmarks.SystemSuite.Figure;
import io.wigwag.core.octets.Octets;
import io.wigwag.storage.document.SealContext;
import io.wigwag.storage.seal.RecordSealer;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/// What sealing and opening a field takes, with its key derived each time, by one thread.
final class SealCost {
    private static final List<Integer> BYTES = List.of(64, 1_024, 16_384);

    private final RecordSealer sealer;
    private final int seals;

    SealCost(RecordSealer sealer, int seals) {
        this.sealer = sealer;
        this.seals = seals;
    }

    List<Figure> measure(PrintWriter progress) {
        var figures = new ArrayList<Figure>();
        for (var bytes : BYTES) {
            var plain = Octets.wrap(new byte[bytes]);
            var sealed = sealer.seal(context(0), plain);
            figures.add(Figure.of(
                    "seal " + bytes + " B",
                    micros(i -> sealer.seal(context(i), plain).size()),
                    "us"));
            figures.add(Figure.of(
                    "open " + bytes + " B",
                    micros(_ -> sealer.open(context(0), sealed).size()),
                    "us"));
            progress.printf("%d bytes sealed and opened %d times%n", bytes, seals);
        }
        return figures;
    }

    private double micros(IntUnaryOperator work) {
        var used = 0L;
        for (var i = 0; i < seals / 4; i++) {
            used += work.applyAsInt(i);
        }
        var begun = System.nanoTime();
        for (var i = 0; i < seals; i++) {
            used += work.applyAsInt(i);
        }
        var took = System.nanoTime() - begun;
        if (used == 0) {
            throw new IllegalStateException("nothing was sealed");
        }
        return took / 1e3 / seals;
    }

    private static SealContext context(int record) {
        return new SealContext(Place.TENANT, "dev_1", "benchMessages", "m" + record, 1, Octets.EMPTY);
    }
}
