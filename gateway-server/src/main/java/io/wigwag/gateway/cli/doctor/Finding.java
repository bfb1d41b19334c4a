package io.wigwag.gateway.cli.doctor;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What one look has found.
///
/// @param subject what was looked at, in a word
/// @param advice what to do; empty when there is nothing to do
record Finding(Verdict verdict, String subject, String found, String advice) {
    private static final int SUBJECT_WIDTH = 10;

    /// From the best to the worst.
    enum Verdict {
        OK("ok"),
        WARN("warn"),
        FAIL("fail");

        private final String word;

        Verdict(String word) {
            this.word = word;
        }
    }

    static Finding ok(String subject, String found) {
        return new Finding(Verdict.OK, subject, found, "");
    }

    static Finding warn(String subject, String found, String advice) {
        return new Finding(Verdict.WARN, subject, found, advice);
    }

    static Finding fail(String subject, String found, String advice) {
        return new Finding(Verdict.FAIL, subject, found, advice);
    }

    String line() {
        var line = new StringBuilder(verdict.word);
        line.repeat(' ', Verdict.WARN.word.length() + 2 - line.length());
        line.append(subject);
        line.repeat(' ', Math.max(1, Verdict.WARN.word.length() + 2 + SUBJECT_WIDTH - line.length()));
        line.append(found);
        return advice.isEmpty()
                ? line.toString()
                : line.append(". ").append(advice).toString();
    }

    ObjectNode json() {
        var json = JsonNodeFactory.instance
                .objectNode()
                .put("verdict", verdict.word)
                .put("subject", subject)
                .put("found", found);
        return advice.isEmpty() ? json : json.put("advice", advice);
    }
}
