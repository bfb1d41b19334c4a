package io.wigwag.gateway.http.json;

import java.lang.invoke.MethodHandles;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/// Finds the shapes of types, once at start: records, sealed interfaces of records, enums, lists, maps, optional
/// values and the scalars. A type that has none is a mistake of ours and is told at once. Safe for any number of
/// threads.
public final class Shapes {
    private final Map<Class<?>, ScalarShape<?>> scalars;
    private final Map<Type, Shape<?>> known = new LinkedHashMap<>();

    private Shapes(Map<Class<?>, ScalarShape<?>> scalars) {
        this.scalars = scalars;
    }

    public static Shapes standard() {
        return new Shapes(new LinkedHashMap<>(Scalars.all()));
    }

    /// Adds a value type that is written as a text. `parse` refuses with an [IllegalArgumentException] whose message
    /// the client reads.
    public <T> Shapes with(Class<T> type, String format, Function<String, T> parse, Function<T, String> print) {
        var more = new LinkedHashMap<>(scalars);
        more.put(type, new ScalarShape<>(ScalarShape.Kind.TEXT, format, parse::apply, print, Limits.NONE));
        return new Shapes(more);
    }

    public <T> Shape<T> of(Class<T> type) {
        return cast(shape(type, Limits.NONE));
    }

    /// The shape of a record's component, with what its annotations demand.
    public Shape<?> of(RecordComponent component) {
        return shape(component.getGenericType(), Limits.of(component));
    }

    /// A record with one type variable, and what stands for it: `Page` of devices.
    public <T> Shape<T> of(Class<T> generic, Class<?> argument) {
        return cast(shape(generic, Map.of(generic.getTypeParameters()[0], argument)));
    }

    private synchronized Shape<?> shape(Type type, Limits limits) {
        return switch (type) {
            case Class<?> plain -> shape(plain, limits);
            case ParameterizedType generic -> shape(generic, limits);
            default -> throw new IllegalArgumentException("no shape for " + type);
        };
    }

    private Shape<?> shape(ParameterizedType generic, Limits limits) {
        var raw = (Class<?>) generic.getRawType();
        var arguments = generic.getActualTypeArguments();
        if (raw == Optional.class) {
            return new OptionalShape<>(shape(arguments[0], limits));
        }
        if (raw == List.class) {
            return new ListShape<>(shape(arguments[0], Limits.NONE), limits);
        }
        if (raw == Map.class && arguments[0] == String.class) {
            return new MapShape<>(shape(arguments[1], Limits.NONE), limits);
        }
        throw new IllegalArgumentException("no shape for " + generic);
    }

    private Shape<?> shape(Class<?> plain, Limits limits) {
        var scalar = scalars.get(plain);
        if (scalar != null) {
            return scalar.within(limits);
        }
        if (plain.isEnum()) {
            return enumShape(plain, limits);
        }
        if (plain == JsonNode.class) {
            return new FreeShape(limits);
        }
        if (plain.isRecord()) {
            return shape(plain, Map.of());
        }
        if (plain.isSealed()) {
            return choice(plain);
        }
        throw new IllegalArgumentException("no shape for " + plain.getName());
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Shape<?> enumShape(Class<?> type, Limits limits) {
        return new EnumShape(type, limits);
    }

    private synchronized <R> Shape<R> shape(Class<R> type, Map<TypeVariable<?>, Class<?>> variables) {
        if (variables.isEmpty() && known.containsKey(type)) {
            return cast(known.get(type));
        }
        return record(type, variables, Optional.empty());
    }

    private <R> RecordShape<R> record(
            Class<R> type, Map<TypeVariable<?>, Class<?>> variables, Optional<RecordShape.Discriminator> tag) {
        var fields = new ArrayList<RecordShape.Field<?>>();
        var shape = new RecordShape<>(type, name(type, variables), constructor(type), fields, tag);
        if (variables.isEmpty()) {
            known.put(type, shape); // Before its fields: one of them may lead back here.
        }
        for (var component : type.getRecordComponents()) {
            fields.add(field(component, variables));
        }
        return shape;
    }

    private RecordShape.Field<?> field(RecordComponent component, Map<TypeVariable<?>, Class<?>> variables) {
        var limits = Limits.of(component);
        var shape = shape(resolved(component.getGenericType(), variables), limits);
        try {
            var accessor = component.getAccessor();
            accessor.setAccessible(true);
            return new RecordShape.Field<>(
                    component.getName(),
                    shape,
                    limits.description(),
                    MethodHandles.lookup().unreflect(accessor));
        } catch (IllegalAccessException closed) {
            throw new IllegalArgumentException(component + " can't be read", closed);
        }
    }

    private <S> Shape<?> choice(Class<S> sealed) {
        if (known.containsKey(sealed)) {
            return cast(known.get(sealed));
        }
        var cases = new LinkedHashMap<String, RecordShape<? extends S>>();
        var choice = new ChoiceShape<>(sealed, sealed.getSimpleName(), cases);
        known.put(sealed, choice);
        for (var permitted : sealed.getPermittedSubclasses()) {
            var word = snake(permitted.getSimpleName());
            var tag = new RecordShape.Discriminator(ChoiceShape.MEMBER, word);
            cases.put(word, record(permitted.asSubclass(sealed), Map.of(), Optional.of(tag)));
        }
        return choice;
    }

    /// A list of what the variable stands for, or the variable itself.
    private static Type resolved(Type type, Map<TypeVariable<?>, Class<?>> variables) {
        if (type instanceof TypeVariable<?> variable) {
            return Optional.ofNullable(variables.get(variable)).orElseThrow();
        }
        if (type instanceof ParameterizedType generic
                && generic.getActualTypeArguments()[0] instanceof TypeVariable<?> variable) {
            return new Of(
                    generic.getRawType(),
                    Optional.ofNullable(variables.get(variable)).orElseThrow());
        }
        return type;
    }

    /// A generic type of one argument.
    private record Of(Type getRawType, Class<?> argument) implements ParameterizedType {
        @Override
        public Type[] getActualTypeArguments() {
            return new Type[] {argument};
        }

        @Override
        public Type getOwnerType() {
            return getRawType;
        }
    }

    private static String name(Class<?> type, Map<TypeVariable<?>, Class<?>> variables) {
        var arguments = variables.values().stream().map(Class::getSimpleName);
        return String.join("", arguments.toList()) + type.getSimpleName();
    }

    private static String snake(String name) {
        return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(java.util.Locale.ROOT);
    }

    private static <R> java.lang.reflect.Constructor<R> constructor(Class<R> type) {
        try {
            var types = java.util.Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new);
            var constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor;
        } catch (NoSuchMethodException impossible) {
            throw new IllegalArgumentException(type + " is no record", impossible);
        }
    }

    @SuppressWarnings("unchecked")
    private static <T> Shape<T> cast(Shape<?> shape) {
        return (Shape<T>) shape;
    }
}
