package io.wigwag.interop.conform;

import io.wigwag.gateway.cli.ExitStatus;
import io.wigwag.gateway.cli.Subcommand;
import io.wigwag.gateway.cli.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `./wigwag conform DIR`: every vector file that we know against our code, a line each.
@Command(name = "conform", description = "Runs conformance vectors against our code.", mixinStandardHelpOptions = true)
public final class Conform implements Subcommand {
    private static final int SHOWN_FAILURES = 3;

    private @Nullable Terminal terminal;

    @Parameters(index = "0", paramLabel = "DIR", description = "The folder with the vector files (*.json).")
    private @Nullable Path folder;

    @Option(names = "--strict", description = "A file that no suite knows counts as failed.")
    private boolean strict;

    @Override
    public void attach(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        var out = Objects.requireNonNull(terminal).out();
        var passed = 0;
        var failed = 0;
        var skipped = 0;
        for (var file : files(Objects.requireNonNull(folder))) {
            var name = String.valueOf(file.getFileName());
            var suite = VectorSuites.of(name);
            if (suite.isEmpty()) {
                out.println(name + ": unknown" + (strict ? ", which counts as failed" : ""));
                failed += strict ? 1 : 0;
                continue;
            }
            var result = VectorResult.of(suite.get(), VectorFile.read(file));
            lines(result).forEach(out::println);
            passed += result.passed();
            failed += result.failures().size();
            skipped += result.skipped();
        }
        if (passed + failed == 0) {
            out.println("nothing was found to run in " + folder);
        }
        out.println(passed + " passed, " + failed + " failed" + (skipped > 0 ? ", " + skipped + " skipped" : ""));
        return failed == 0 && passed > 0 ? ExitStatus.OK : ExitStatus.FAILED;
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    static List<String> lines(VectorResult result) {
        var lines = new ArrayList<String>();
        var missing = result.notCovered().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getValue() + " wait for: " + entry.getKey())
                .collect(Collectors.joining("; "));
        lines.add(result.file() + ": " + result.passed() + " passed, "
                + result.failures().size() + " failed" + (missing.isEmpty() ? "" : " (" + missing + ")"));
        result.failures().stream()
                .limit(SHOWN_FAILURES)
                .forEach(failure ->
                        lines.add("  case " + failure.index() + " \"" + failure.name() + "\": " + failure.how()));
        var more = result.failures().size() - SHOWN_FAILURES;
        if (more > 0) {
            lines.add("  and " + more + " more");
        }
        return lines;
    }
}
