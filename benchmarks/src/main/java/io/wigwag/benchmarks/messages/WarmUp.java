package io.wigwag.benchmarks.messages;

import java.lang.management.ManagementFactory;

/// Runs work again and again before it is measured, until the compiler has little left to do with it. The large classes
/// of the schemas keep it busy for a while, which is a cost of starting and not of a message.
final class WarmUp {
    private static final int MOST_ROUNDS = 5;
    private static final double LITTLE = 0.05;

    private WarmUp() {}

    static void with(Cost.Work round) throws Exception {
        var compiler = ManagementFactory.getCompilationMXBean();
        for (var i = 0; i < MOST_ROUNDS; i++) {
            var compiled = compiler.getTotalCompilationTime();
            var begun = System.nanoTime();
            round.run();
            var share = (compiler.getTotalCompilationTime() - compiled) * 1e6 / (System.nanoTime() - begun);
            if (share < LITTLE) {
                return;
            }
        }
    }
}
