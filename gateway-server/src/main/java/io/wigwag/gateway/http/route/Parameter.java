package io.wigwag.gateway.http.route;

import io.wigwag.gateway.http.json.Json;
import io.wigwag.gateway.http.json.SchemaBook;
import io.wigwag.gateway.http.json.Shape;
import io.wigwag.gateway.http.json.Shapes;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Something that a route reads, for its description.
public final class Parameter<T> {
    private final Input.Source<T> source;
    private final Optional<JsonNode> example;

    private Parameter(Input.Source<T> source, Optional<JsonNode> example) {
        this.source = source;
        this.example = example;
    }

    public static <I, O> List<Parameter<?>> of(Route<I, O> route, Shapes shapes) {
        var operation = route.operation();
        return Input.of(route.in(), operation.path(), operation.largestBody(), shapes).sources().stream()
                .<Parameter<?>>map(source -> of(source, route.inExample()))
                .toList();
    }

    private static <T> Parameter<T> of(Input.Source<T> source, Object owner) {
        var example = source.shape().flatMap(shape -> example(shape, source.component(), owner));
        return new Parameter<>(source, example);
    }

    @SuppressWarnings("unchecked")
    private static <T> Optional<JsonNode> example(Shape<T> shape, RecordComponent component, Object owner) {
        try {
            var accessor = component.getAccessor();
            accessor.setAccessible(true);
            var value = (T) accessor.invoke(owner);
            return shape.isAbsent(value) ? Optional.empty() : Optional.of(Json.tree(shape, value));
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(component.toString(), impossible);
        }
    }

    public From.Part part() {
        return source.part();
    }

    public String name() {
        return source.name();
    }

    public boolean isRequired() {
        return source.shape().map(shape -> shape.whenAbsent().isEmpty()).orElse(true);
    }

    /// A body that is taken as it comes.
    public boolean isRaw() {
        return source.shape().isEmpty();
    }

    public ObjectNode describe(SchemaBook book) {
        return source.shape().map(shape -> shape.describe(book)).orElseGet(JsonNodeFactory.instance::objectNode);
    }

    public Optional<JsonNode> example() {
        return example;
    }
}
