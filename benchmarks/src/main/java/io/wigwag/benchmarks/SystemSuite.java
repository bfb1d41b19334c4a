package io.wigwag.benchmarks;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;

/// Measures a whole program as it runs: processes, sockets, memory. What JMH can't.
public interface SystemSuite {
    /// What `./wigwag bench` calls it.
    String name();

    /// Measures, telling how far it is.
    List<Figure> measure(PrintWriter progress) throws Exception;

    /// One result.
    ///
    /// @param target in words, where we set ourselves one
    record Figure(String task, double value, String unit, Optional<String> target) {
        public static Figure of(String task, double value, String unit) {
            return new Figure(task, value, unit, Optional.empty());
        }

        public Figure wanted(String words) {
            return new Figure(task, value, unit, Optional.of(words));
        }
    }
}
