package io.wigwag.gateway.http.openapi;

import io.wigwag.core.octets.Octets;
import io.wigwag.gateway.http.ProblemCode;
import java.nio.charset.StandardCharsets;

/// What there is to say about problems, as Markdown that reads well as it is.
final class ProblemPages {
    private ProblemPages() {}

    static Octets all() {
        var text = new StringBuilder("# Problems\n");
        for (var code : ProblemCode.values()) {
            text.append('\n').append(about(code));
        }
        return utf8(text.toString());
    }

    static Octets one(ProblemCode code) {
        return utf8(about(code));
    }

    private static String about(ProblemCode code) {
        return "## " + code.word() + " (" + code.status() + ")\n\n" + code.title() + ". " + code.explanation()
                + (code.retryable() ? " The same request may succeed later." : "") + "\n";
    }

    private static Octets utf8(String text) {
        return Octets.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
