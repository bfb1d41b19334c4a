package io.wigwag.gateway.egress;

import io.wigwag.core.octets.Octets;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/// What is to be asked out there.
///
/// @param follows whether redirects are followed: a webhook's receiver is where it says it is
public record Errand(String method, URI where, Map<String, String> headers, Octets body, boolean follows) {
    public Errand {
        headers = Map.copyOf(headers);
        headers.forEach((name, value) -> {
            if ((name + value).chars().anyMatch(character -> character < ' ' || character > 0x7e)) {
                throw new IllegalArgumentException("header " + name + ": not printable ASCII");
            }
        });
    }

    public static Errand get(URI where) {
        return new Errand("GET", where, Map.of(), Octets.EMPTY, true);
    }

    public static Errand post(URI where, String type, Octets body) {
        return new Errand("POST", where, Map.of("Content-Type", type), body, false);
    }

    public Errand with(String name, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Errand(method, where, more, body, follows);
    }

    /// The same elsewhere. What was meant for one host's eyes is not shown to another.
    Errand at(URI other) {
        var same = where.getScheme().equals(other.getScheme())
                && where.getAuthority().equalsIgnoreCase(other.getAuthority());
        return new Errand(method, other, same ? headers : Map.of(), body, follows);
    }
}
