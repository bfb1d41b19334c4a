package io.wigwag.gateway.http.json;

import java.lang.invoke.MethodHandle;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// An object with the components of a record as its members. Unknown members are mistakes: who misspells an optional
/// one hears of it.
///
/// @param fields filled after the shape was made, for a record may hold records of its own kind
/// @param discriminator a member that somebody else reads, if any
record RecordShape<R>(
        Class<R> type,
        String name,
        Constructor<R> constructor,
        List<Field<?>> fields,
        Optional<Discriminator> discriminator)
        implements Shape<R> {
    /// One component.
    record Field<T>(String name, Shape<T> shape, String description, MethodHandle accessor) {
        @SuppressWarnings("unchecked")
        T of(Object owner) {
            try {
                return (T) accessor.invoke(owner);
            } catch (Throwable impossible) {
                throw new IllegalStateException("component " + name, impossible);
            }
        }
    }

    /// The member that tells the members of a choice apart.
    record Discriminator(String member, String word) {}

    @Override
    public Optional<R> read(JsonNode json, Place at, Findings findings) {
        if (!json.isObject()) {
            findings.add(at.named(), "wrong_type", "Must be a JSON object.");
            return Optional.empty();
        }
        var values = new ArrayList<Object>(fields.size());
        for (var field : fields) {
            value(field, json, at, findings).ifPresent(values::add);
        }
        refuseStrangers(json, at, findings);
        return values.size() == fields.size() ? make(values, at, findings) : Optional.empty();
    }

    private static <T> Optional<T> value(Field<T> field, JsonNode json, Place at, Findings findings) {
        var member = json.get(field.name());
        if (member != null && !(member.isNull() && field.shape().whenAbsent().isEmpty())) {
            return field.shape().read(member, at.in(field.name()), findings);
        }
        if (field.shape().whenAbsent().isEmpty()) {
            findings.add(at.in(field.name()).named(), "missing", "Must be given.");
        }
        return field.shape().whenAbsent();
    }

    private void refuseStrangers(JsonNode json, Place at, Findings findings) {
        var known = names();
        for (var member : json.propertyNames()) {
            if (!known.contains(member)) {
                findings.add(at.in(member).named(), "unknown_field", "There is no such field.");
            }
        }
    }

    private Set<String> names() {
        var known = new HashSet<String>();
        fields.forEach(field -> known.add(field.name()));
        discriminator.ifPresent(tag -> known.add(tag.member()));
        return known;
    }

    /// A record's own rules are the last word.
    Optional<R> make(List<Object> values, Place at, Findings findings) {
        try {
            return Optional.of(constructor.newInstance(values.toArray()));
        } catch (InvocationTargetException refused) {
            if (refused.getCause() instanceof IllegalArgumentException reason) {
                findings.add(at.named(), "not_allowed", String.valueOf(reason.getMessage()));
                return Optional.empty();
            }
            throw new IllegalStateException(type.getName(), refused.getCause());
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(type.getName(), impossible);
        }
    }

    @Override
    public void write(R value, JsonGenerator out) {
        out.writeStartObject();
        discriminator.ifPresent(tag -> {
            out.writeName(tag.member());
            out.writeString(tag.word());
        });
        fields.forEach(field -> write(field, value, out));
        out.writeEndObject();
    }

    private static <T> void write(Field<T> field, Object owner, JsonGenerator out) {
        var value = field.of(owner);
        if (!field.shape().isAbsent(value)) {
            out.writeName(field.name());
            field.shape().write(value, out);
        }
    }

    @Override
    public ObjectNode describe(SchemaBook book) {
        return book.refer(name, type, () -> schema(book));
    }

    private ObjectNode schema(SchemaBook book) {
        var schema = JsonNodeFactory.instance.objectNode().put("type", "object");
        Optional.ofNullable(type.getAnnotation(Described.class))
                .ifPresent(described -> schema.put("description", described.value()));
        var required = JsonNodeFactory.instance.arrayNode();
        var properties = schema.putObject("properties");
        discriminator.ifPresent(tag -> {
            properties.putObject(tag.member()).put("const", tag.word());
            required.add(tag.member());
        });
        for (var field : fields) {
            var described = field.shape().describe(book);
            if (described.has("$ref") && !field.description().isEmpty()) {
                described.put("description", field.description());
            }
            properties.set(field.name(), described);
            if (field.shape().whenAbsent().isEmpty()) {
                required.add(field.name());
            }
        }
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        return schema.put("additionalProperties", false);
    }
}
