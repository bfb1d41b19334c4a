package io.wigwag.benchmarks;

import io.wigwag.gateway.cli.ExitStatus;
import io.wigwag.gateway.cli.Subcommand;
import io.wigwag.gateway.cli.Terminal;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// `./wigwag bench NAME`: our side, then the other engine's on the same inputs, then one table.
@Command(
        name = "bench",
        description = "Measures our code beside another engine in the same run.",
        mixinStandardHelpOptions = true)
public final class Bench implements Subcommand {
    private @Nullable Terminal terminal;

    @Parameters(index = "0", paramLabel = "NAME", description = "The suite.")
    private String name = "";

    @Option(names = "--json", paramLabel = "FILE", description = "Writes the figures there too.")
    private @Nullable Path json;

    @Option(names = "--only", paramLabel = "PATTERN", description = "Only the tasks of ours that match.")
    private String only = "";

    @Option(names = "--seconds", description = "Length of one iteration; there are 3 to warm up and 5 to measure.")
    private int seconds = 1;

    @Option(names = "--threads", description = "How many threads of ours do the work at once; 1 beside a peer.")
    private int threads = 1;

    @Option(names = "--no-peer", description = "Leaves the other engine out.")
    private boolean alone;

    @Option(names = "--jvm", paramLabel = "FLAG", description = "A flag for the JVM that is measured; may be repeated.")
    private List<String> flags = List.of();

    @Override
    public void attach(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        var out = Objects.requireNonNull(terminal).out();
        var err = Objects.requireNonNull(terminal).err();
        var system = BenchSuites.system(name);
        if (system.isPresent()) {
            return measure(system.get(), out, err);
        }
        var suite = BenchSuites.named(name).orElse(null);
        if (suite == null) {
            err.println("No suite is called " + name + "; there are: " + BenchSuites.names());
            return ExitStatus.USAGE;
        }
        var root = Path.of(Objects.requireNonNull(System.getProperty("wigwag.root"), "-Dwigwag.root"));
        var measurements = Ours.measure(suite, only, new Ours.Effort(threads, seconds), flags);
        if (suite.peer().isPresent() && !alone) {
            if (Peer.available()) {
                var inputs = root.resolve("benchmarks/src/main/resources/io/wigwag/benchmarks");
                measurements = Ours.beside(
                        measurements, new Peer(root).measure(suite.peer().get(), inputs));
            } else {
                err.println("No Node.js here, so only our side was measured.");
            }
        }
        out.println();
        Table.of(measurements).forEach(out::println);
        if (json != null) {
            write(json, suite, measurements);
        }
        return ExitStatus.OK;
    }

    private int measure(SystemSuite suite, PrintWriter out, PrintWriter err) throws Exception {
        var figures = suite.measure(err);
        out.println();
        for (var figure : figures) {
            out.printf(
                    "%-45s %,12.1f %s%s%n",
                    figure.task(),
                    figure.value(),
                    figure.unit(),
                    figure.target().map(words -> "  (wanted: " + words + ")").orElse(""));
        }
        if (json != null) {
            new JsonMapper()
                    .writer()
                    .with(SerializationFeature.INDENT_OUTPUT)
                    .writeValue(json.toFile(), Map.of("suite", suite.name(), "figures", figures));
        }
        return ExitStatus.OK;
    }

    private static void write(Path file, BenchSuite suite, List<Measurement> measurements) {
        var tasks = measurements.stream().map(Bench::figures).toList();
        new JsonMapper()
                .writer()
                .with(SerializationFeature.INDENT_OUTPUT)
                .writeValue(file.toFile(), Map.of("suite", suite.name(), "tasks", tasks));
    }

    private static Map<String, Object> figures(Measurement one) {
        var figures = new LinkedHashMap<String, Object>();
        figures.put("task", one.task());
        figures.put("oursPerSecond", one.ours());
        figures.put("error", one.error());
        one.allocated().ifPresent(bytes -> figures.put("bytesPerOperation", bytes));
        one.peer().ifPresent(peer -> figures.put("peerPerSecond", peer));
        one.ratio().ifPresent(ratio -> figures.put("ratio", ratio));
        one.target().ifPresent(target -> figures.put("target", target));
        figures.put("reached", one.reached());
        return figures;
    }
}
