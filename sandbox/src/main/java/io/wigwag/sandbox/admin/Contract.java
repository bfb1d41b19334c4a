package io.wigwag.sandbox.admin;

import io.wigwag.sandbox.http.Reply;
import io.wigwag.sandbox.http.Request;
import io.wigwag.sandbox.http.Router;
import io.wigwag.sandbox.shape.Notation;
import io.wigwag.sandbox.shape.Shape;
import io.wigwag.sandbox.shape.Shapes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/// What goes in and comes out at every route of the admin interface, as `routes.txt` says it. The description of the
/// interface is made of it; and where assertions are on, every answer and every request that was accepted is held
/// against it, so that it can't say anything but the truth for long.
final class Contract implements Router.Inspector {
    private static final String FILE = "routes.txt";
    private static final String ADMIN = "/admin";
    private static final Pattern DEFINITION = Pattern.compile("([A-Z][A-Za-z]*) = (.*)");
    private static final Pattern ROUTE =
            Pattern.compile("([A-Z]+) (/[^ ?]*)(?:\\?(\\S*))?(?: (.*?))? -> ([0-9]{3})(?: (.*))?");
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    /// One route.
    ///
    /// @param parameters those of the query
    record Terms(
            String method,
            String path,
            List<String> parameters,
            Optional<Shape> body,
            int status,
            Optional<Shape> answer) {
        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    private final Shapes shapes = new Shapes();
    private final Map<String, Terms> routes = new LinkedHashMap<>();

    private Contract() {}

    static Contract read() {
        try (var file = Objects.requireNonNull(Contract.class.getResourceAsStream(FILE), FILE)) {
            return of(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static Contract of(String text) {
        var contract = new Contract();
        contract.shapes.define("Settings", LiveSettings.shape(false));
        contract.shapes.define("SettingsChange", LiveSettings.shape(true));
        lines(text).forEach(contract::take);
        return contract;
    }

    /// Without comments, each with the indented ones behind it.
    private static List<String> lines(String text) {
        var lines = new ArrayList<String>();
        for (var line : text.lines().toList()) {
            if (line.startsWith(" ") && !lines.isEmpty()) {
                lines.set(lines.size() - 1, lines.getLast() + " " + line.strip());
            } else if (!line.isBlank() && !line.startsWith("#")) {
                lines.add(line.strip());
            }
        }
        return lines;
    }

    private void take(String line) {
        var definition = DEFINITION.matcher(line);
        if (definition.matches()) {
            shapes.define(definition.group(1), Notation.parse(definition.group(2)));
            return;
        }
        var route = ROUTE.matcher(line);
        if (!route.matches()) {
            throw new IllegalStateException(FILE + ": " + line + " (expected: Name = shape, or a route)");
        }
        var terms = new Terms(
                route.group(1),
                route.group(2),
                Optional.ofNullable(route.group(3))
                        .map(names -> List.of(names.split("&", -1)))
                        .orElse(List.of()),
                Optional.ofNullable(route.group(4)).map(Notation::parse),
                Integer.parseInt(route.group(5)),
                Optional.ofNullable(route.group(6)).map(Notation::parse));
        routes.put(terms.toString(), terms);
    }

    Shapes shapes() {
        return shapes;
    }

    Collection<Terms> routes() {
        return Collections.unmodifiableCollection(routes.values());
    }

    Optional<Terms> find(String route) {
        return Optional.ofNullable(routes.get(route));
    }

    /// Whether it is about all routes of the interface and about no others.
    ///
    /// @param patterns of all routes, as `METHOD /pattern`
    void requireAll(Collection<String> patterns) {
        var entered = new TreeSet<String>();
        patterns.stream().filter(route -> route.contains(" " + ADMIN)).forEach(entered::add);
        if (!entered.equals(routes.keySet())) {
            var both = new TreeSet<>(entered);
            both.retainAll(routes.keySet());
            entered.addAll(routes.keySet());
            entered.removeAll(both);
            throw new IllegalStateException("contract: and routes differ in " + entered);
        }
    }

    @Override
    public void inspect(String route, Request request, Reply reply) throws IOException {
        if (!request.path().startsWith(ADMIN) || reply.status() / 100 != 2) {
            return;
        }
        var terms = find(route).orElseThrow(() -> new IllegalStateException("contract: nothing about " + route));
        if (reply.status() != terms.status()) {
            throw new IllegalStateException(
                    "contract: " + route + " answered " + reply.status() + " (expected: " + terms.status() + ")");
        }
        var body = terms.body().filter(shape -> shape != Shape.Plain.BYTES);
        if (body.isPresent() && request.body().size() > 0) {
            check(route + " request", request.body().text(), body.get());
        }
        answer(route, terms, reply);
    }

    private void answer(String route, Terms terms, Reply reply) {
        var isJson = reply.headers().getOrDefault("content-type", "").equals("application/json");
        if (isJson && reply.content() instanceof Reply.Content.Bytes(var bytes)) {
            check(
                    route + " answer",
                    new String(bytes.toArray(), StandardCharsets.UTF_8),
                    terms.answer().orElseThrow(() -> new IllegalStateException("contract: no answer of " + route)));
        } else if (terms.answer().filter(shape -> shape != Shape.Plain.BYTES).isPresent()
                && !(reply.content() instanceof Reply.Content.Stream)) {
            throw new IllegalStateException("contract: " + route + " answered without JSON");
        }
    }

    private void check(String what, String json, Shape shape) {
        shapes.complaint(JSON.readTree(json), shape, what).ifPresent(complaint -> {
            throw new IllegalStateException("contract: " + complaint);
        });
    }
}
