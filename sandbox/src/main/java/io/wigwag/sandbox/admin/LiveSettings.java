package io.wigwag.sandbox.admin;

import io.wigwag.sandbox.AtMost;
import io.wigwag.sandbox.SandboxSettings;
import io.wigwag.sandbox.http.Problem;
import io.wigwag.sandbox.world.ClientVersion;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// The settings that may change while a sandbox runs: all public fields, so that none is forgotten here. Times have
/// `Ms` behind their names. On the world's thread.
final class LiveSettings {
    private static final String MILLIS = "Ms";

    private final SandboxSettings settings;

    LiveSettings(SandboxSettings settings) {
        this.settings = settings;
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

    ObjectNode write() throws IllegalAccessException {
        var json = Json.object();
        for (var field : fields()) {
            write(json, name(field), field.get(settings));
        }
        return json;
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
    void read(Fields json) throws Problem, IllegalAccessException {
        var changes = new ArrayList<Change>();
        for (var field : fields()) {
            if (json.names().contains(name(field))) {
                changes.add(new Change(field, value(field, json)));
            }
        }
        json.end();
        for (var change : changes) {
            change.field().set(settings, change.value());
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
