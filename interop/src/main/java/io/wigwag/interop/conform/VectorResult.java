package io.wigwag.interop.conform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What came of the cases of one file.
public record VectorResult(String file, int passed, List<Failure> failures, Map<String, Integer> notCovered) {

    public VectorResult {
        failures = List.copyOf(failures);
        notCovered = Map.copyOf(notCovered);
    }

    /// A case that our code failed, and how.
    public record Failure(int index, String name, String how) {}

    static VectorResult of(VectorSuite suite, VectorFile file) {
        var passed = 0;
        var failures = new ArrayList<Failure>();
        var notCovered = new LinkedHashMap<String, Integer>();
        for (var vector : file.cases()) {
            try {
                suite.check(vector);
                passed++;
            } catch (VectorSuite.NotCovered missing) {
                notCovered.merge(String.valueOf(missing.getMessage()), 1, Integer::sum);
            } catch (Mismatch mismatch) {
                failures.add(new Failure(vector.index(), vector.name(), String.valueOf(mismatch.getMessage())));
            } catch (Exception | AssertionError | StackOverflowError failure) {
                // Whatever our code threw is this case's failure; the others still get their turn.
                failures.add(new Failure(vector.index(), vector.name(), failure + at(failure)));
            }
        }
        return new VectorResult(file.name(), passed, failures, notCovered);
    }

    int skipped() {
        return notCovered.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static String at(Throwable failure) {
        var trace = failure.getStackTrace();
        return trace.length == 0 ? "" : " at " + trace[0];
    }
}
