package io.wigwag.gateway.cli.demo;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Has the steps of a story happen one after the other, and tells of each with its time. The first that fails is the
/// last.
final class Telling {
    private static final double NANOS = 1e9;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final PrintWriter out;
    private final boolean json;

    /// @param json for a program, one value a line
    Telling(PrintWriter out, boolean json) {
        this.out = out;
        this.json = json;
    }

    /// Whether all of it happened.
    boolean tell(List<Step> story) throws InterruptedException {
        var began = System.nanoTime();
        for (var step : story) {
            if (!happened(step)) {
                return false;
            }
        }
        var took = System.nanoTime() - began;
        if (json) {
            say(line("done", took).put("steps", story.size()));
        } else {
            say(String.format(Locale.ROOT, "All %d steps in %.1f s.", story.size(), took / NANOS));
        }
        return true;
    }

    private boolean happened(Step step) throws InterruptedException {
        var began = System.nanoTime();
        try {
            var seen = step.deed().done();
            told(step, true, seen, System.nanoTime() - began);
            return true;
        } catch (InterruptedException end) {
            throw end;
        } catch (Exception failure) {
            var why = failure instanceof StepFailed ? String.valueOf(failure.getMessage()) : failure.toString();
            told(step, false, why, System.nanoTime() - began);
            return false;
        }
    }

    private void told(Step step, boolean well, String seen, long took) {
        if (json) {
            say(line("step", took).put("name", step.name()).put("ok", well).put("seen", seen));
        } else {
            say(String.format(
                    Locale.ROOT,
                    "%s %6.2f s  %s%s",
                    well ? "ok  " : "FAIL",
                    took / NANOS,
                    step.name(),
                    seen.isEmpty() ? "" : ": " + seen));
        }
    }

    private static ObjectNode line(String event, long took) {
        return JsonNodeFactory.instance.objectNode().put("event", event).put("millis", took / NANOS_PER_MILLI);
    }

    private void say(Object line) {
        out.println(line);
        out.flush();
    }
}
