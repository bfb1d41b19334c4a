package io.wigwag.sandbox.shape;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads shapes as people write them: `{name: text, seconds?: int, of: [Device], rank: 'admin'|'member', *: text}`.
/// `?` stands behind members that may be missing, and an object of nothing but `*` has members of any name.
public final class Notation {
    private static final Pattern TOKEN = Pattern.compile("\\s*([A-Za-z0-9_*]+|'[^']*'|[{}\\[\\]|?:,])");

    private final String text;
    private final Matcher tokens;
    private String next = "";

    private Notation(String text) {
        this.text = text;
        tokens = TOKEN.matcher(text);
        advance();
    }

    /// The shape that a text writes.
    ///
    /// @throws IllegalArgumentException when it writes none
    public static Shape parse(String text) {
        var notation = new Notation(text);
        var shape = notation.shape();
        if (!notation.next.isEmpty()) {
            throw notation.wrong("nothing more");
        }
        return shape;
    }

    private void advance() {
        if (tokens.lookingAt()) {
            next = tokens.group(1);
            tokens.region(tokens.end(), text.length());
        } else if (text.substring(tokens.regionStart()).isBlank()) {
            next = "";
        } else {
            throw wrong("a name, a text in quotes or one of {}[]|?:,");
        }
    }

    private IllegalArgumentException wrong(String expected) {
        return new IllegalArgumentException("shape: " + text + ": at " + next + " (expected: " + expected + ")");
    }

    private boolean took(String token) {
        if (!next.equals(token)) {
            return false;
        }
        advance();
        return true;
    }

    private void require(String token) {
        if (!took(token)) {
            throw wrong(token);
        }
    }

    private Shape shape() {
        List<Shape> choices = new ArrayList<>();
        do {
            choices.add(single());
        } while (took("|"));
        return choices.size() == 1 ? choices.getFirst() : new Shape.OneOf(List.copyOf(choices));
    }

    private Shape single() {
        if (took("[")) {
            var element = shape();
            require("]");
            return new Shape.ListOf(element);
        }
        if (took("{")) {
            return object();
        }
        var word = next;
        if (word.isEmpty() || !(word.startsWith("'") || Character.isLetter(word.charAt(0)))) {
            throw wrong("a shape");
        }
        advance();
        if (word.startsWith("'")) {
            return new Shape.Word(word.substring(1, word.length() - 1));
        }
        return Character.isUpperCase(word.charAt(0))
                ? new Shape.Named(word)
                : Shape.Plain.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private Shape object() {
        if (took("*")) {
            require(":");
            var value = shape();
            require("}");
            return new Shape.MapOf(value);
        }
        var members = new LinkedHashMap<String, Shape.Member>();
        while (!took("}")) {
            var name = next;
            advance();
            var optional = took("?");
            require(":");
            members.put(name, new Shape.Member(shape(), optional));
            if (!took(",") && !next.equals("}")) {
                throw wrong(", or }");
            }
        }
        return new Shape.Members(members);
    }
}
