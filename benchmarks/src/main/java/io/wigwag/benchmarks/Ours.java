package io.wigwag.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/// Runs the JMH side of a suite in a JVM of its own.
final class Ours {
    private Ours() {}

    /// How many threads do the work at once, and how long an iteration takes.
    record Effort(int threads, int seconds) {}

    /// A task's name is the benchmark method's, with the parameters behind it when it has some.
    static List<Measurement> measure(BenchSuite suite, String only, Effort effort, List<String> flags)
            throws RunnerException {
        var options = new OptionsBuilder()
                .include("\\." + suite.include() + ".*" + only)
                .mode(Mode.Throughput)
                .timeUnit(TimeUnit.SECONDS)
                .forks(1)
                .threads(effort.threads())
                .warmupIterations(3)
                .warmupTime(TimeValue.seconds(effort.seconds()))
                .measurementIterations(5)
                .measurementTime(TimeValue.seconds(effort.seconds()))
                .addProfiler(GCProfiler.class)
                .jvmArgsAppend(flags.toArray(String[]::new))
                .build();
        var found = new ArrayList<Measurement>();
        for (var result : new Runner(options).run()) {
            found.add(measurement(suite, result));
        }
        return found;
    }

    private static Measurement measurement(BenchSuite suite, RunResult result) {
        var task = task(result);
        var primary = result.getPrimaryResult();
        var allocation = result.getSecondaryResults().get("gc.alloc.rate.norm");
        var target = suite.targets().get(task);
        return new Measurement(
                task,
                primary.getScore(),
                primary.getScoreError(),
                allocation == null ? OptionalDouble.empty() : OptionalDouble.of(allocation.getScore()),
                OptionalDouble.empty(),
                target == null ? OptionalDouble.empty() : OptionalDouble.of(target));
    }

    private static String task(RunResult result) {
        var parameters = result.getParams();
        var task = new StringBuilder(parameters.getBenchmark());
        task.delete(0, task.lastIndexOf(".") + 1);
        for (var key : parameters.getParamsKeys()) {
            task.append(' ').append(parameters.getParam(key));
        }
        return task.toString();
    }

    /// The same measurements with the other engine's figures beside them.
    static List<Measurement> beside(List<Measurement> ours, Map<String, Double> peer) {
        return ours.stream()
                .map(one -> {
                    var theirs = peer.get(one.task());
                    return theirs == null
                            ? one
                            : new Measurement(
                                    one.task(),
                                    one.ours(),
                                    one.error(),
                                    one.allocated(),
                                    OptionalDouble.of(theirs),
                                    one.target());
                })
                .toList();
    }
}
