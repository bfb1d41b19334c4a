package io.wigwag.gateway.http.json;

import java.lang.reflect.AnnotatedElement;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/// What the annotations of a record's component demand of its value.
record Limits(int shortest, int longest, long least, long greatest, Optional<Pattern> pattern, String description) {
    static final Limits NONE = new Limits(0, Integer.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE, Optional.empty(), "");

    static Limits of(AnnotatedElement component) {
        var length = Optional.ofNullable(component.getAnnotation(Length.class));
        var within = Optional.ofNullable(component.getAnnotation(Within.class));
        return new Limits(
                length.map(Length::min).orElse(NONE.shortest),
                length.map(Length::max).orElse(NONE.longest),
                within.map(Within::min).orElse(NONE.least),
                within.map(Within::max).orElse(NONE.greatest),
                Optional.ofNullable(component.getAnnotation(Matching.class))
                        .map(matching -> Pattern.compile(matching.value())),
                Optional.ofNullable(component.getAnnotation(Described.class))
                        .map(Described::value)
                        .orElse(""));
    }

    /// Whether a text is one of those allowed.
    boolean admits(String text, Place at, Findings findings) {
        var size = text.codePointCount(0, text.length());
        if (!admitsSize(size, "characters", at, findings)) {
            return false;
        }
        if (pattern.filter(regex -> !regex.matcher(text).matches()).isPresent()) {
            findings.add(at.named(), "wrong_form", "Must match " + pattern.get() + ".");
            return false;
        }
        return true;
    }

    boolean admitsSize(int size, String unit, Place at, Findings findings) {
        if (size < shortest) {
            findings.add(
                    at.named(), "too_short", "Has " + size + " " + unit + ", must have at least " + shortest + ".");
            return false;
        }
        if (size > longest) {
            findings.add(at.named(), "too_long", "Has " + size + " " + unit + ", may have at most " + longest + ".");
            return false;
        }
        return true;
    }

    boolean admits(Number number, Place at, Findings findings) {
        if (number.doubleValue() < least || number.doubleValue() > greatest) {
            findings.add(at.named(), "out_of_range", "Must be " + range() + ".");
            return false;
        }
        return true;
    }

    private String range() {
        if (greatest == NONE.greatest) {
            return "at least " + least;
        }
        return least == NONE.least ? "at most " + greatest : "from " + least + " to " + greatest;
    }

    /// Says the same in the words of JSON Schema.
    void describe(ObjectNode schema) {
        switch (schema.path("type").stringValue("")) {
            case "string" -> put(schema, "minLength", "maxLength");
            case "array" -> put(schema, "minItems", "maxItems");
            default -> {
                if (least != NONE.least) {
                    schema.put("minimum", least);
                }
                if (greatest != NONE.greatest) {
                    schema.put("maximum", greatest);
                }
            }
        }
        pattern.ifPresent(regex -> schema.put("pattern", "^(?:" + regex + ")$"));
        if (!description.isEmpty()) {
            schema.put("description", description);
        }
    }

    private void put(ObjectNode schema, String min, String max) {
        if (shortest != NONE.shortest) {
            schema.put(min, shortest);
        }
        if (longest != NONE.longest) {
            schema.put(max, longest);
        }
    }
}
