package io.wigwag.gateway.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a request asks for: segments of a path and the parameters behind it, decoded once and strictly.
///
/// @param path as it came, without the query
public record Target(String path, List<String> segments, Map<String, List<String>> parameters) {
    /// The server as a whole, which only OPTIONS may ask about.
    public static final Target SERVER = new Target("*", List.of(), Map.of());

    private static final int MAX_PARAMETERS = 100;

    public Target {
        segments = List.copyOf(segments);
        parameters = Map.copyOf(parameters);
    }

    /// Reads the second word of a request line: a path, or an address that has one (as proxies send it).
    public static Target parse(String written) throws MalformedTarget {
        if (written.equals("*")) {
            return SERVER;
        }
        var local = withoutAuthority(written);
        if (!local.startsWith("/") || !local.chars().allMatch(character -> character > ' ' && character < 0x7f)) {
            throw new MalformedTarget("a target begins with a slash and holds printable ASCII");
        }
        if (local.indexOf('#') >= 0) {
            throw new MalformedTarget("a fragment stays with the client");
        }
        var question = local.indexOf('?');
        var path = question < 0 ? local : local.substring(0, question);
        var segments = new ArrayList<String>();
        for (var segment : path.substring(1).split("/", -1)) {
            segments.add(decoded(segment, false));
        }
        return new Target(path, segments, question < 0 ? Map.of() : query(local.substring(question + 1)));
    }

    /// The first value of a parameter.
    public Optional<String> parameter(String name) {
        return parameters.getOrDefault(name, List.of()).stream().findFirst();
    }

    private static String withoutAuthority(String written) {
        var scheme = written.indexOf("://");
        if (!written.startsWith("http") || scheme < 0) {
            return written;
        }
        var slash = written.indexOf('/', scheme + 3);
        return slash < 0 ? "/" : written.substring(slash);
    }

    private static Map<String, List<String>> query(String written) throws MalformedTarget {
        var parameters = new LinkedHashMap<String, List<String>>();
        var count = 0;
        for (var pair : written.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            if (++count > MAX_PARAMETERS) {
                throw new MalformedTarget("more than " + MAX_PARAMETERS + " parameters");
            }
            var equals = pair.indexOf('=');
            var name = decoded(equals < 0 ? pair : pair.substring(0, equals), true);
            var value = equals < 0 ? "" : decoded(pair.substring(equals + 1), true);
            parameters.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
        }
        parameters.replaceAll((_, values) -> List.copyOf(values));
        return parameters;
    }

    private static String decoded(String text, boolean plusIsSpace) throws MalformedTarget {
        if (text.indexOf('%') < 0 && !(plusIsSpace && text.indexOf('+') >= 0)) {
            return text;
        }
        var bytes = new ByteArrayOutputStream(text.length());
        for (var i = 0; i < text.length(); i++) {
            var character = text.charAt(i);
            if (character == '%') {
                bytes.write(octet(text, i));
                i += 2;
            } else {
                bytes.write(plusIsSpace && character == '+' ? ' ' : character);
            }
        }
        try {
            var decoded = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray()));
            if (decoded.chars().anyMatch(character -> character == 0)) {
                throw new MalformedTarget("a zero byte");
            }
            return decoded.toString();
        } catch (CharacterCodingException notText) {
            throw new MalformedTarget("escapes that are not UTF-8");
        }
    }

    private static int octet(String text, int at) throws MalformedTarget {
        var high = at + 2 < text.length() ? Character.digit(text.charAt(at + 1), 16) : -1;
        var low = at + 2 < text.length() ? Character.digit(text.charAt(at + 2), 16) : -1;
        if (high < 0 || low < 0) {
            throw new MalformedTarget("an escape is a percent sign and two hexadecimal digits");
        }
        return high << 4 | low;
    }
}
