package io.wigwag.core.login;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/// What a device says of itself: as which version of the official client it speaks, what the phone's owner reads about
/// it, and what history it wishes for.
///
/// All of it is data. Servers refuse old versions, and now and then a value that was good for years, so a profile is
/// read from settings over those that we ship: `client.version`, `client.device-name`, `client.system-version`,
/// `client.browser`, `client.platform`, `client.web-platform`, `client.language`, `client.country`, `client.push-name`,
/// `client.full-history`, and `client.history.NAME` for every field of the history wishes, its name with hyphens. An
/// empty value takes a history wish back.
public record ClientProfile(ClientVersion version, DeviceLabel label, ClientAgent agent, HistoryWishes history) {
    private static final Map<String, String> SHIPPED_SETTINGS = shippedSettings();

    /// As released.
    public static final ClientProfile SHIPPED = shipped();

    /// The shipped profile with these settings over it.
    ///
    /// @throws MalformedProfile naming all that is wrong, unknown settings too
    public static ClientProfile of(Map<String, String> settings) throws MalformedProfile {
        return new ProfileSettings(SHIPPED_SETTINGS, settings).profile();
    }

    /// [#of(Map)] with the lines of a properties file: `client.version = 2.3000.1`.
    public static ClientProfile read(Reader file) throws IOException, MalformedProfile {
        return of(load(file));
    }

    public ClientProfile withVersion(ClientVersion other) {
        return new ClientProfile(other, label, agent, history);
    }

    public ClientProfile withLabel(DeviceLabel other) {
        return new ClientProfile(version, other, agent, history);
    }

    public ClientProfile withHistory(HistoryWishes other) {
        return new ClientProfile(version, label, agent, other);
    }

    private static Map<String, String> load(Reader reader) throws IOException {
        var properties = new Properties();
        try {
            properties.load(reader);
        } catch (IllegalArgumentException malformed) {
            throw new IOException("not a properties file: " + malformed.getMessage(), malformed);
        }
        var settings = new TreeMap<String, String>();
        properties.stringPropertyNames().forEach(name -> settings.put(name, properties.getProperty(name)));
        return settings;
    }

    private static Map<String, String> shippedSettings() {
        try (var stream = ClientProfile.class.getResourceAsStream("client-profile.properties")) {
            if (stream == null) {
                throw new IllegalStateException("client-profile.properties is not beside this class");
            }
            return load(new InputStreamReader(stream, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ClientProfile shipped() {
        try {
            return of(Map.of());
        } catch (MalformedProfile e) {
            throw new IllegalStateException("the shipped profile is wrong", e);
        }
    }
}
