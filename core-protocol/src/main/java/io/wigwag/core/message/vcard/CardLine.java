package io.wigwag.core.message.vcard;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// One property of a card: `item1.TEL;type=CELL;waid=49151:+49 151`. The name is in capitals and without its group.
record CardLine(String name, List<Parameter> parameters, String value) {

    /// What stands between semicolons before the colon; old cards write types without a name.
    record Parameter(String name, String value) {}

    /// The lines of a text, with those that were folded put together again.
    static List<CardLine> all(String text) throws MalformedVCard {
        var lines = new ArrayList<CardLine>();
        var whole = new StringBuilder();
        for (var line : text.lines().toList()) {
            var continued = !line.isEmpty() && (line.charAt(0) == ' ' || line.charAt(0) == '\t');
            if (continued) {
                whole.append(line, 1, line.length());
            } else if (endsSoftly(whole)) {
                whole.setLength(whole.length() - 1);
                whole.append(line);
            } else {
                add(lines, whole);
                whole.append(line);
            }
        }
        add(lines, whole);
        return lines;
    }

    private static void add(List<CardLine> lines, StringBuilder whole) throws MalformedVCard {
        if (!whole.toString().isBlank()) {
            lines.add(parse(whole.toString()));
        }
        whole.setLength(0);
    }

    /// A line of quoted-printable text that goes on in the next one.
    private static boolean endsSoftly(StringBuilder line) {
        return line.length() > 0
                && line.charAt(line.length() - 1) == '='
                && line.toString().toUpperCase(Locale.ROOT).contains("QUOTED-PRINTABLE");
    }

    private static CardLine parse(String line) throws MalformedVCard {
        var parts = new ArrayList<String>();
        var quoted = false;
        var start = 0;
        for (var at = 0; at < line.length(); at++) {
            var c = line.charAt(at);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ';' && !quoted) {
                parts.add(line.substring(start, at));
                start = at + 1;
            } else if (c == ':' && !quoted) {
                parts.add(line.substring(start, at));
                var name = parts.getFirst();
                return new CardLine(
                        name.substring(name.lastIndexOf('.') + 1).strip().toUpperCase(Locale.ROOT),
                        parts.subList(1, parts.size()).stream()
                                .map(CardLine::parameterOf)
                                .toList(),
                        line.substring(at + 1));
            }
        }
        throw new MalformedVCard("a line without a colon");
    }

    private static Parameter parameterOf(String text) {
        var equals = text.indexOf('=');
        return equals < 0
                ? new Parameter("TYPE", text.strip())
                : new Parameter(
                        text.substring(0, equals).strip().toUpperCase(Locale.ROOT),
                        text.substring(equals + 1).replace("\"", "").strip());
    }

    Optional<String> parameter(String wanted) {
        return parameters.stream()
                .filter(parameter -> parameter.name().equals(wanted))
                .map(Parameter::value)
                .findFirst();
    }

    /// The first type that says where a number rings.
    String type() {
        return parameters.stream()
                .filter(parameter -> parameter.name().equals("TYPE"))
                .map(parameter -> parameter.value().split(",", 2)[0].toUpperCase(Locale.ROOT))
                .filter(type -> !type.equals("PREF") && !type.equals("VOICE"))
                .findFirst()
                .orElse("");
    }

    /// The value without its escapes.
    String text() {
        return unescaped(decoded());
    }

    /// The value's parts between semicolons, without their escapes.
    List<String> parts() {
        var parts = new ArrayList<String>();
        var part = new StringBuilder();
        var value = decoded();
        for (var at = 0; at < value.length(); at++) {
            var c = value.charAt(at);
            if (c == '\\' && at + 1 < value.length()) {
                part.append(c).append(value.charAt(++at));
            } else if (c == ';') {
                parts.add(unescaped(part.toString()));
                part.setLength(0);
            } else {
                part.append(c);
            }
        }
        parts.add(unescaped(part.toString()));
        return parts;
    }

    private static String unescaped(String value) {
        var text = new StringBuilder(value.length());
        for (var at = 0; at < value.length(); at++) {
            var c = value.charAt(at);
            if (c != '\\' || at + 1 == value.length()) {
                text.append(c);
            } else {
                var next = value.charAt(++at);
                text.append(next == 'n' || next == 'N' ? '\n' : next);
            }
        }
        return text.toString();
    }

    private String decoded() {
        var encoding = parameter("ENCODING").orElse("").toUpperCase(Locale.ROOT);
        return encoding.equals("QUOTED-PRINTABLE") ? printable(value) : value;
    }

    private static String printable(String value) {
        var bytes = new ByteArrayOutputStream();
        for (var at = 0; at < value.length(); at++) {
            var c = value.charAt(at);
            var high = at + 2 < value.length() ? Character.digit(value.charAt(at + 1), 16) : -1;
            var low = at + 2 < value.length() ? Character.digit(value.charAt(at + 2), 16) : -1;
            if (c == '=' && high >= 0 && low >= 0) {
                bytes.write(high << 4 | low);
                at += 2;
            } else {
                bytes.writeBytes(String.valueOf(c).getBytes(UTF_8));
            }
        }
        return bytes.toString(UTF_8);
    }
}
