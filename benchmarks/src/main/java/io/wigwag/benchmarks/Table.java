package io.wigwag.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/// Measurements as a Markdown table, ready for `docs/performance.md`.
final class Table {
    private Table() {}

    static List<String> of(List<Measurement> measurements) {
        var lines = new ArrayList<String>();
        lines.add("| task | ours, per second | other engine | ratio | target | bytes per operation |");
        lines.add("|---|---:|---:|---:|---:|---:|");
        for (var one : measurements) {
            lines.add("| " + one.task() + " | " + number(one.ours()) + " ± " + number(one.error()) + " | "
                    + one.peer().stream().mapToObj(Table::number).findFirst().orElse("-") + " | "
                    + times(one.ratio()) + " | "
                    + times(one.target()) + (one.reached() ? "" : " missed") + " | "
                    + one.allocated().stream()
                            .mapToObj(Table::number)
                            .findFirst()
                            .orElse("-") + " |");
        }
        return lines;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 100 ? "%,.1f" : "%,.0f", value);
    }

    private static String times(OptionalDouble ratio) {
        return ratio.isPresent() ? String.format(Locale.ROOT, "%.1fx", ratio.getAsDouble()) : "-";
    }
}
