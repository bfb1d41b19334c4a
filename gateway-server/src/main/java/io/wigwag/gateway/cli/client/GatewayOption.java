package io.wigwag.gateway.cli.client;

import io.wigwag.gateway.config.GatewayConfig;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Which gateway a command asks, and by what right: options before the environment before what `up` leaves behind.
public final class GatewayOption {
    /// Said below the options of every command that has these.
    public static final String SAID = "Also read: WIGWAG_URL, WIGWAG_KEY, WIGWAG_DATA (for the key that ./wigwag up"
            + " leaves in its data folder).";

    private static final String FIRST_KEY = "first-key";

    private final Map<String, String> environment;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    @Option(names = "--url", paramLabel = "URL", description = "Where the gateway is (http://127.0.0.1:8080).")
    private @Nullable String url;

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = "The API key; others on this machine can read it here, WIGWAG_KEY they can't.")
    private @Nullable String key;

    @Option(names = "--data", paramLabel = "FOLDER", description = "The gateway's data folder (wigwag-data).")
    private @Nullable Path data;

    public GatewayOption(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /// The gateway that is meant; what nobody can mean is an error of the command line.
    public Gateway open() {
        return new Gateway(url(), key());
    }

    public Path folder() {
        return Optional.ofNullable(data)
                .orElseGet(() -> Path.of(variable("WIGWAG_DATA").orElse(GatewayConfig.Store.USUAL_FOLDER)));
    }

    public URI url() {
        var written = Optional.ofNullable(url)
                .or(() -> variable("WIGWAG_URL"))
                .orElseGet(() -> "http://127.0.0.1:"
                        + variable("WIGWAG_HTTP_PORT").orElse(String.valueOf(GatewayConfig.Http.USUAL_PORT)));
        try {
            var parsed = URI.create(written);
            var web = "http".equals(parsed.getScheme()) || "https".equals(parsed.getScheme());
            if (web && parsed.getHost() != null) {
                return parsed;
            }
        } catch (IllegalArgumentException malformed) {
            throw misunderstood("--url: " + written + " (expected: such as http://127.0.0.1:8080)");
        }
        throw misunderstood("--url: " + written + " (expected: such as http://127.0.0.1:8080)");
    }

    /// Nothing when nobody named one; the gateway then says that it wants one.
    public Optional<String> key() {
        var named = Optional.ofNullable(key).or(() -> variable("WIGWAG_KEY")).or(this::firstKey);
        if (named.isPresent() && !named.get().matches("[!-~]+")) {
            throw misunderstood("The API key has characters that no key has.");
        }
        return named;
    }

    private Optional<String> firstKey() {
        var file = folder().resolve(FIRST_KEY);
        if (!Files.isReadable(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readString(file).strip()).filter(text -> !text.isEmpty());
        } catch (IOException unreadable) {
            throw misunderstood("The key in " + file + " can't be read: " + unreadable.getMessage());
        }
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
    }

    private ParameterException misunderstood(String what) {
        return new ParameterException(line(), what);
    }

    private CommandLine line() {
        if (command == null) {
            throw new IllegalStateException("only a command that was parsed has its options");
        }
        return command.commandLine();
    }
}
