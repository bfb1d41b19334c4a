package io.wigwag.gateway.http.route;

import io.wigwag.gateway.http.Body;
import io.wigwag.gateway.http.Problem;
import io.wigwag.gateway.http.ProblemCode;
import io.wigwag.gateway.http.Request;
import io.wigwag.gateway.http.json.Findings;
import io.wigwag.gateway.http.json.Json;
import io.wigwag.gateway.http.json.Place;
import io.wigwag.gateway.http.json.Shape;
import io.wigwag.gateway.http.json.Shapes;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Reads a route's input record from a request, and finds everything that is wrong with it in one go.
final class Input<I> {
    private final Constructor<I> constructor;
    private final List<Source<?>> sources;
    private final Set<String> parameters = new HashSet<>();
    private final int largestBody;

    private Input(Constructor<I> constructor, List<Source<?>> sources, int largestBody) {
        this.constructor = constructor;
        this.sources = sources;
        this.largestBody = largestBody;
        sources.stream()
                .filter(source -> source.part() == From.Part.QUERY)
                .forEach(source -> parameters.add(source.name()));
    }

    /// One component of the record.
    ///
    /// @param shape none for a body that is taken as it comes
    record Source<T>(From.Part part, String name, Optional<Shape<T>> shape, RecordComponent component) {
        private static Source<?> of(RecordComponent component, Shapes shapes) {
            var from = Optional.ofNullable(component.getAnnotation(From.class))
                    .orElseThrow(() -> new IllegalArgumentException(component + " does not say where it is from"));
            var name = from.name().isEmpty() ? component.getName() : from.name();
            return component.getType() == Body.class
                    ? new Source<>(from.value(), name, Optional.empty(), component)
                    : shaped(from.value(), name, shapes.of(component), component);
        }

        private static <T> Source<T> shaped(From.Part part, String name, Shape<T> shape, RecordComponent component) {
            return new Source<>(part, name, Optional.of(shape), component);
        }
    }

    static <I> Input<I> of(Class<I> type, PathPattern path, int largestBody, Shapes shapes) {
        var sources = Arrays.stream(type.getRecordComponents())
                .<Source<?>>map(component -> Source.of(component, shapes))
                .toList();
        var inPath = sources.stream()
                .filter(source -> source.part() == From.Part.PATH)
                .map(Source::name)
                .toList();
        if (!new HashSet<>(inPath).equals(new HashSet<>(path.names()))) {
            throw new IllegalArgumentException(type.getName() + " reads " + inPath + " from the path " + path);
        }
        return new Input<>(constructor(type), sources, largestBody);
    }

    private static <I> Constructor<I> constructor(Class<I> type) {
        try {
            var types = Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new);
            var constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor;
        } catch (NoSuchMethodException impossible) {
            throw new IllegalArgumentException(type + " is no record", impossible);
        }
    }

    List<Source<?>> sources() {
        return sources;
    }

    I read(Request request, Map<String, String> path) throws Problem, IOException {
        var findings = new Findings();
        var body = body(request);
        var values = new ArrayList<Object>(sources.size());
        for (var source : sources) {
            value(source, request, path, body, findings).ifPresent(values::add);
        }
        for (var name : request.target().parameters().keySet()) {
            if (!parameters.contains(name)) {
                findings.add(Place.parameter(name).named(), "unknown_parameter", "There is no such parameter.");
            }
        }
        findings.raise();
        return make(values);
    }

    /// The body's JSON, when some component needs it and there is a body.
    private Optional<JsonNode> body(Request request) throws Problem, IOException {
        var needed = sources.stream()
                .filter(source -> source.part() == From.Part.BODY)
                .anyMatch(source -> source.shape().isPresent());
        if (!needed) {
            return Optional.empty();
        }
        var bytes = request.body().all(largestBody);
        if (bytes.isEmpty()) {
            return Optional.empty();
        }
        var type = request.headers().first("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        var media = type.split(";", 2)[0].strip();
        if (!media.equals("application/json") && !media.endsWith("+json")) {
            throw Problem.of(ProblemCode.UNSUPPORTED_MEDIA, "This route takes application/json.");
        }
        return Optional.of(Json.parse(bytes));
    }

    @SuppressWarnings("unchecked")
    private static <T> Optional<T> value(
            Source<T> source, Request request, Map<String, String> path, Optional<JsonNode> body, Findings findings) {
        if (source.shape().isEmpty()) {
            return Optional.of((T) request.body());
        }
        var shape = source.shape().get();
        return switch (source.part()) {
            case PATH -> {
                var text = Optional.ofNullable(path.get(source.name())).map(List::of);
                yield parameter(shape, text.orElse(List.of()), Place.parameter(source.name()), findings);
            }
            case QUERY -> {
                var texts = request.target().parameters().getOrDefault(source.name(), List.of());
                yield parameter(shape, texts, Place.parameter(source.name()), findings);
            }
            case HEAD -> parameter(shape, request.headers().all(source.name()), Place.header(source.name()), findings);
            case BODY -> {
                if (body.isEmpty() && shape.whenAbsent().isEmpty()) {
                    findings.add(Place.BODY.named(), "missing", "Must be given.");
                }
                yield body.isPresent() ? shape.read(body.get(), Place.BODY, findings) : shape.whenAbsent();
            }
        };
    }

    private static <T> Optional<T> parameter(Shape<T> shape, List<String> texts, Place at, Findings findings) {
        if (!texts.isEmpty()) {
            return shape.readTexts(texts, at, findings);
        }
        if (shape.whenAbsent().isEmpty()) {
            findings.add(at.named(), "missing", "Must be given.");
        }
        return shape.whenAbsent();
    }

    /// A record's own rules are the last word.
    private I make(List<Object> values) throws Problem {
        try {
            return constructor.newInstance(values.toArray());
        } catch (InvocationTargetException refused) {
            if (refused.getCause() instanceof IllegalArgumentException reason) {
                var findings = new Findings();
                findings.add(Place.BODY.named(), "not_allowed", String.valueOf(reason.getMessage()));
                throw Problem.invalid(findings.all());
            }
            throw new IllegalStateException(constructor.getName(), refused.getCause());
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(constructor.getName(), impossible);
        }
    }
}
