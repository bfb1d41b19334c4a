package io.wigwag.sandbox.fault;

import io.wigwag.core.binary.Node;
import io.wigwag.sandbox.http.Request;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What a rule is about.
///
/// @param child of a stanza: a tag, or several with slashes between them for a child's child
/// @param path of a request: as it is written, or with `*` at its end for everything that begins so
public record Match(
        Layer layer,
        Direction direction,
        Optional<String> tag,
        Map<String, TextMatch> attributes,
        Optional<String> child,
        Optional<String> namespace,
        Optional<String> method,
        Optional<String> path) {
    public Match {
        attributes = Map.copyOf(attributes);
    }

    /// Everything on a layer.
    public static Match all(Layer layer, Direction direction) {
        return new Match(
                layer,
                direction,
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /// Stanzas of a tag.
    public static Match stanza(Direction direction, String tag) {
        return all(Layer.STANZA, direction).tag(tag);
    }

    public Match tag(String value) {
        return new Match(layer, direction, Optional.of(value), attributes, child, namespace, method, path);
    }

    public Match child(String value) {
        return new Match(layer, direction, tag, attributes, Optional.of(value), namespace, method, path);
    }

    public Match attribute(String name, TextMatch value) {
        var more = new TreeMap<>(attributes);
        more.put(name, value);
        return new Match(layer, direction, tag, more, child, namespace, method, path);
    }

    public Match path(String value) {
        return new Match(layer, direction, tag, attributes, child, namespace, method, Optional.of(value));
    }

    boolean fits(Node stanza) {
        return tag.filter(wanted -> !stanza.is(wanted)).isEmpty()
                && namespace
                        .filter(wanted -> !stanza.attributes().is("xmlns", wanted))
                        .isEmpty()
                && attributes.entrySet().stream()
                        .allMatch(wanted ->
                                wanted.getValue().fits(stanza.attributes().text(wanted.getKey())))
                && child.filter(wanted -> !holds(stanza, List.of(wanted.split("/", -1))))
                        .isEmpty();
    }

    private static boolean holds(Node node, List<String> way) {
        return way.isEmpty()
                || node.children(way.getFirst()).stream().anyMatch(child -> holds(child, way.subList(1, way.size())));
    }

    boolean fits(Request request) {
        return method.filter(wanted -> !wanted.equalsIgnoreCase(request.method()))
                        .isEmpty()
                && path.filter(wanted -> !fits(wanted, request.path())).isEmpty();
    }

    private static boolean fits(String wanted, String path) {
        return wanted.endsWith("*") ? path.startsWith(wanted.substring(0, wanted.length() - 1)) : path.equals(wanted);
    }
}
