package io.wigwag.core.login;

import com.google.protobuf.Descriptors.FieldDescriptor;
import io.wigwag.proto.login.ClientPayload.UserAgent.Platform;
import io.wigwag.proto.login.ClientPayload.WebInfo.WebSubPlatform;
import io.wigwag.proto.login.DeviceProps.HistorySyncConfig;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/// Reads a profile from named texts, once, and collects all that is wrong with them.
final class ProfileSettings {
    private static final String HISTORY = "client.history.";
    private static final int MOST_LISTED = 64;

    private final Map<String, String> unread;
    private final List<String> faults = new ArrayList<>();

    ProfileSettings(Map<String, String> shipped, Map<String, String> over) {
        unread = new TreeMap<>(shipped);
        unread.putAll(over);
    }

    ClientProfile profile() throws MalformedProfile {
        var version = read(
                "client.version",
                text -> ClientVersion.parse(text).orElseThrow(() -> wrong(text, "a version such as 2.3000.1")));
        var browser = oneOf("client.browser", Browser.class);
        var name = read("client.device-name", DeviceLabel::checkedName);
        var systemVersion = read("client.system-version", Function.identity());
        var platform = oneOf("client.platform", Platform.class);
        var webPlatform = oneOf("client.web-platform", WebSubPlatform.class);
        var language = read("client.language", ClientAgent::checkedLanguage);
        var country = read("client.country", ClientAgent::checkedCountry);
        var pushName = read("client.push-name", Function.identity()).filter(told -> !told.isEmpty());
        var everything = read("client.full-history", ProfileSettings::flag);
        var details = history();
        unread.keySet().forEach(unknown -> faults.add(unknown + ": no such setting"));
        if (!faults.isEmpty()) {
            throw new MalformedProfile(faults);
        }
        return new ClientProfile(
                version.orElseThrow(),
                new DeviceLabel(browser.orElseThrow(), name.orElseThrow(), systemVersion.orElseThrow()),
                new ClientAgent(
                        platform.orElseThrow(),
                        webPlatform.orElseThrow(),
                        language.orElseThrow(),
                        country.orElseThrow(),
                        pushName),
                new HistoryWishes(everything.orElseThrow(), details));
    }

    private HistorySyncConfig history() {
        var builder = HistorySyncConfig.newBuilder();
        for (var field : HistorySyncConfig.getDescriptor().getFields()) {
            var setting = HISTORY + field.getName().replace('_', '-');
            var text = Optional.ofNullable(unread.remove(setting)).map(String::strip);
            text.filter(value -> !value.isEmpty())
                    .flatMap(value -> parse(setting, value, given -> wish(field, given)))
                    .ifPresent(value -> builder.setField(field, value));
        }
        return builder.build();
    }

    private static Object wish(FieldDescriptor field, String text) {
        if (field.isRepeated()) {
            return List.of(text.split("\\s*,\\s*", MOST_LISTED));
        }
        return switch (field.getJavaType()) {
            case BOOLEAN -> flag(text);
            case INT -> number(text);
            case LONG, FLOAT, DOUBLE, STRING, BYTE_STRING, ENUM, MESSAGE ->
                throw new IllegalStateException(field + " has a type that no history wish had so far");
        };
    }

    private static Integer number(String text) {
        if (!text.matches("\\d{1,9}")) {
            throw wrong(text, "a number from 0 to 999999999");
        }
        return Integer.valueOf(text);
    }

    private static Boolean flag(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw wrong(text, "true or false");
        };
    }

    private <E extends Enum<E>> Optional<E> oneOf(String setting, Class<E> type) {
        return read(setting, text -> {
            var name = text.toUpperCase(Locale.ROOT).replace('-', '_');
            return Arrays.stream(type.getEnumConstants())
                    .filter(value -> value.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> wrong(text, "one of " + Arrays.toString(type.getEnumConstants())));
        });
    }

    private <T> Optional<T> read(String setting, Function<String, T> meaning) {
        var text = unread.remove(setting);
        if (text == null) {
            faults.add(setting + ": missing");
            return Optional.empty();
        }
        return parse(setting, text.strip(), meaning);
    }

    private static IllegalArgumentException wrong(String text, String expected) {
        return new IllegalArgumentException("\"" + text + "\" (expected: " + expected + ")");
    }

    private <T> Optional<T> parse(String setting, String text, Function<String, T> meaning) {
        try {
            return Optional.of(meaning.apply(text));
        } catch (IllegalArgumentException wrong) {
            faults.add(setting + ": " + wrong.getMessage());
            return Optional.empty();
        }
    }
}
