package io.wigwag.sandbox.admin;

import io.wigwag.sandbox.AtMost;
import io.wigwag.sandbox.SandboxSettings;
import io.wigwag.sandbox.http.Problem;
import io.wigwag.sandbox.shape.Shape;
import io.wigwag.sandbox.state.Ledger;
import io.wigwag.sandbox.state.StateSection;
import io.wigwag.sandbox.world.ClientVersion;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/// The settings that may change while a sandbox runs: all public fields, so that none is forgotten here. Times have
/// `Ms` behind their names. What was changed so is kept, by name, and holds after a restart, too, whatever that was
/// started with. On the world's thread.
public final class LiveSettings implements StateSection {
    static final String NAME = "settings";
    private static final String MILLIS = "Ms";
    private static final String VALUE = "value";

    private final SandboxSettings settings;
    private final NavigableSet<String> changed = new TreeSet<>();
    private Consumer<String> keeper = _ -> {};

    public LiveSettings(SandboxSettings settings) {
        this.settings = settings;
    }

    /// Those that are changed from now on outlive the process.
    public void keptIn(Ledger ledger) {
        ledger.add(this);
        keeper = name -> ledger.touch(NAME, name);
    }

    @Override
    public String name() {
        return NAME;
    }

    /// What the settings look like.
    ///
    /// @param partly with those that one names alone
    static Shape shape(boolean partly) {
        var members = new LinkedHashMap<String, Shape.Member>();
        for (var field : fields()) {
            members.put(name(field), new Shape.Member(shape(field), partly));
        }
        return new Shape.Members(members);
    }

    private static Shape shape(Field field) {
        var type = field.getType();
        if (type == Optional.class) {
            return new Shape.OneOf(List.of(isTime(field) ? Shape.Plain.INT : Shape.Plain.TEXT, Shape.Plain.NULL));
        }
        if (type == List.class) {
            return new Shape.ListOf(Shape.Plain.TEXT);
        }
        if (type.isEnum()) {
            return new Shape.OneOf(Arrays.stream(type.getEnumConstants())
                    .<Shape>map(constant -> new Shape.Word(Json.name((Enum<?>) constant)))
                    .toList());
        }
        if (type == boolean.class) {
            return Shape.Plain.FLAG;
        }
        return type == String.class ? Shape.Plain.TEXT : Shape.Plain.INT;
    }

    @Override
    public Collection<String> keys() {
        return List.copyOf(changed);
    }

    @Override
    public Optional<ObjectNode> dump(String key) {
        return Optional.of(key).filter(changed::contains).map(name -> {
            var entry = Json.object();
            entry.set(VALUE, write().path(name));
            return entry;
        });
    }

    @Override
    public void restore(String key, ObjectNode entry) {
        var json = Json.object();
        json.set(key, entry.path(VALUE));
        try {
            read(new Fields(json, NAME));
        } catch (Problem obsolete) {
            throw new IllegalStateException("setting " + key + ": " + obsolete.getMessage(), obsolete);
        }
    }

    private static List<Field> fields() {
        return Arrays.stream(SandboxSettings.class.getFields())
                .filter(field -> !Modifier.isStatic(field.getModifiers()) && !Modifier.isFinal(field.getModifiers()))
                .toList();
    }

    private static boolean isTime(Field field) {
        return field.getType() == Duration.class
                || (field.getGenericType() instanceof ParameterizedType type
                        && field.getType() == Optional.class
                        && type.getActualTypeArguments()[0] == Duration.class);
    }

    private static String name(Field field) {
        return isTime(field) ? field.getName() + MILLIS : field.getName();
    }

    ObjectNode write() {
        var json = Json.object();
        for (var field : fields()) {
            write(json, name(field), get(field));
        }
        return json;
    }

    private Object get(Field field) {
        try {
            return field.get(settings);
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException("a public field can't be read", impossible);
        }
    }

    private void set(Change change) {
        try {
            change.field().set(settings, change.value());
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException("a public field can't be set", impossible);
        }
    }

    private static void write(ObjectNode json, String name, Object value) {
        switch (value) {
            case Duration time -> json.put(name, time.toMillis());
            case Boolean truth -> json.put(name, truth);
            case Integer number -> json.put(name, number);
            case Long number -> json.put(name, number);
            case Enum<?> constant -> json.put(name, Json.name(constant));
            case Optional<?> maybe -> {
                if (maybe.isPresent()) {
                    write(json, name, maybe.get());
                } else {
                    json.putNull(name);
                }
            }
            case List<?> texts -> {
                var list = json.putArray(name);
                texts.forEach(text -> list.add(text.toString()));
            }
            default -> json.put(name, value.toString());
        }
    }

    /// Sets what is named; all of it or, where something is wrong, nothing.
    void read(Fields json) throws Problem {
        var changes = new ArrayList<Change>();
        for (var field : fields()) {
            if (json.isNamed(name(field))) {
                changes.add(new Change(field, value(field, json)));
            }
        }
        json.end();
        for (var change : changes) {
            set(change);
            changed.add(name(change.field()));
            keeper.accept(name(change.field()));
        }
    }

    private record Change(Field field, Object value) {}

    private static Object value(Field field, Fields json) throws Problem {
        var name = name(field);
        var type = field.getType();
        if (type == Optional.class) {
            return isTime(field) ? json.millis(name) : version(json, name);
        }
        if (type == Duration.class) {
            return json.millis(name)
                    .filter(time -> !time.isNegative())
                    .orElseThrow(() -> json.wrong(name, "a time in ms"));
        }
        if (type == boolean.class) {
            return json.flag(name).orElseThrow(() -> json.wrong(name, "true or false"));
        }
        if (type == int.class) {
            return count(field, json);
        }
        if (type == long.class) {
            return json.number(name).orElseThrow(() -> json.wrong(name, "a number"));
        }
        if (type == List.class) {
            return json.texts(name);
        }
        if (type == String.class) {
            return json.requireText(name);
        }
        if (type.isEnum()) {
            return choice(json, name, type);
        }
        throw json.wrong(name, "a setting that can be set from outside");
    }

    private static int count(Field field, Fields json) throws Problem {
        var number = json.integer(field.getName());
        var limit = field.getAnnotation(AtMost.class);
        var most = limit == null ? Integer.MAX_VALUE : limit.value();
        if (number.isEmpty() || number.getAsInt() < 0 || number.getAsInt() > most) {
            throw json.wrong(field.getName(), "a number from 0 to " + most);
        }
        return number.getAsInt();
    }

    private static Optional<ClientVersion> version(Fields json, String name) throws Problem {
        var text = json.text(name);
        var version = text.flatMap(ClientVersion::parse);
        if (text.isPresent() && version.isEmpty()) {
            throw json.wrong(name, "a version like 2.3000.1043857760, or null");
        }
        return version;
    }

    private static Object choice(Fields json, String name, Class<?> type) throws Problem {
        var text = json.requireText(name);
        for (var constant : type.getEnumConstants()) {
            if (Json.name((Enum<?>) constant).equals(text)) {
                return constant;
            }
        }
        throw json.wrong(name, "one of its names");
    }
}
