package io.wigwag.gateway.http.route;

import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/// A path with names in braces where single segments are free.
public record PathPattern(List<Step> steps) {
    private static final Pattern NAME = Pattern.compile("\\{[a-z][A-Za-z0-9]*\\}");
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9._~-]+");

    /// One segment.
    public sealed interface Step {
        record Word(String text) implements Step {}

        record Free(String name) implements Step {}
    }

    public PathPattern {
        steps = List.copyOf(steps);
        var names = new HashSet<String>();
        for (var step : steps) {
            if (step instanceof Step.Free(var name) && !names.add(name)) {
                throw new IllegalArgumentException("{" + name + "} twice in one path");
            }
        }
    }

    public static PathPattern parse(String written) {
        if (written.equals("/")) {
            return new PathPattern(List.of(new Step.Word("")));
        }
        if (!written.startsWith("/")) {
            throw new IllegalArgumentException("path: " + written + " (expected: a slash first)");
        }
        return new PathPattern(List.of(written.substring(1).split("/", -1)).stream()
                .map(PathPattern::step)
                .toList());
    }

    private static Step step(String segment) {
        if (NAME.matcher(segment).matches()) {
            return new Step.Free(segment.substring(1, segment.length() - 1));
        }
        if (!WORD.matcher(segment).matches()) {
            throw new IllegalArgumentException("segment: " + segment + " (expected: " + WORD + " or " + NAME + ")");
        }
        return new Step.Word(segment);
    }

    public List<String> names() {
        return steps.stream()
                .flatMap(step ->
                        step instanceof Step.Free(var name) ? List.of(name).stream() : List.<String>of().stream())
                .toList();
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        for (var step : steps) {
            text.append('/').append(step instanceof Step.Free(var name) ? "{" + name + "}" : ((Step.Word) step).text());
        }
        return text.toString();
    }
}
