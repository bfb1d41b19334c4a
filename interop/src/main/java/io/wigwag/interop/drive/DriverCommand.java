package io.wigwag.interop.drive;

import io.wigwag.core.octets.Octets;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// Something that a driver is to do: an operation and its arguments.
///
/// @param values what JSON can hold: text, numbers, truth, lists and maps of them, trees; and [Octets]
public record DriverCommand(String op, Map<String, Object> values) {
    private static final JsonMapper JSON = new JsonMapper();

    public DriverCommand {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    public static DriverCommand of(String op) {
        return new DriverCommand(op, Map.of());
    }

    public DriverCommand with(String name, Object value) {
        var more = new LinkedHashMap<>(values);
        more.put(name, value);
        return new DriverCommand(op, more);
    }

    /// The line that asks for it.
    String line(long id) {
        var line = new LinkedHashMap<String, Object>();
        line.put("op", op);
        line.put("id", id);
        values.forEach((name, value) -> line.put(name, json(value)));
        return JSON.writeValueAsString(line);
    }

    private static Object json(Object value) {
        return switch (value) {
            case Octets bytes -> Map.of("b64", Base64.getEncoder().encodeToString(bytes.toArray()));
            case List<?> list -> list.stream().map(DriverCommand::json).toList();
            default -> value;
        };
    }

    /// Short enough for a failure's message: the bytes of a file are not told.
    @Override
    public String toString() {
        return op + " " + values;
    }
}
