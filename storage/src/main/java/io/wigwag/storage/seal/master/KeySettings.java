package io.wigwag.storage.seal.master;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where master keys are to be looked for. A service goes before keys in the environment, these before a file: the
/// first of them wraps, all open, so that moving from one to another is a rotation.
public record KeySettings(List<MasterKey> environment, Optional<Path> file, Optional<TransitSettings> service) {
    public static final String KEYS = "WIGWAG_MASTER_KEYS";
    public static final String KEY_FILE = "WIGWAG_MASTER_KEY_FILE";
    public static final String SERVICE_URL = "WIGWAG_KEY_SERVICE_URL";
    public static final String SERVICE_MOUNT = "WIGWAG_KEY_SERVICE_MOUNT";
    public static final String SERVICE_KEY = "WIGWAG_KEY_SERVICE_KEY";
    public static final String SERVICE_TOKEN = "WIGWAG_KEY_SERVICE_TOKEN";
    public static final String SERVICE_TOKEN_FILE = "WIGWAG_KEY_SERVICE_TOKEN_FILE";
    public static final String SERVICE_NAMESPACE = "WIGWAG_KEY_SERVICE_NAMESPACE";

    public KeySettings {
        environment = List.copyOf(environment);
    }

    public static KeySettings of(Map<String, String> variables) throws MasterKeyTrouble {
        var keys = new ArrayList<MasterKey>();
        for (var written : variables.getOrDefault(KEYS, "").split(",", -1)) {
            if (!written.isBlank()) {
                keys.add(MasterKey.parse(written.strip()));
            }
        }
        return new KeySettings(keys, value(variables, KEY_FILE).map(Path::of), service(variables));
    }

    boolean nameNothing() {
        return environment.isEmpty() && file.isEmpty() && service.isEmpty();
    }

    private static Optional<TransitSettings> service(Map<String, String> variables) throws MasterKeyTrouble {
        var url = value(variables, SERVICE_URL);
        if (url.isEmpty()) {
            return Optional.empty();
        }
        var token = value(variables, SERVICE_TOKEN).map(TransitToken::fixed);
        var tokenFile = value(variables, SERVICE_TOKEN_FILE).map(Path::of).map(TransitToken::file);
        if (token.isPresent() == tokenFile.isPresent()) {
            throw new MasterKeyTrouble.Unusable(
                    SERVICE_URL + " needs one of " + SERVICE_TOKEN + " and " + SERVICE_TOKEN_FILE);
        }
        return Optional.of(TransitSettings.of(
                uri(url.get()),
                value(variables, SERVICE_MOUNT).orElse("transit"),
                value(variables, SERVICE_KEY).orElse("wigwag"),
                token.or(() -> tokenFile).orElseThrow(),
                value(variables, SERVICE_NAMESPACE),
                TransitSettings.Patience.DEFAULT));
    }

    private static URI uri(String text) throws MasterKeyTrouble {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new MasterKeyTrouble.Unusable(SERVICE_URL + " is no address");
        }
    }

    private static Optional<String> value(Map<String, String> variables, String name) {
        return Optional.ofNullable(variables.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }
}
