package io.wigwag.gateway.cli;

import io.wigwag.core.octets.Octets;
import io.wigwag.sandbox.Sandbox;
import io.wigwag.sandbox.SandboxSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `./wigwag sandbox`: runs a simulated WhatsApp until it is told to end. Once clients may come it prints one line of
/// JSON, which says where and what they need to know; nothing else is ever printed there.
@Command(
        name = "sandbox",
        description = "Runs a simulated WhatsApp that clients link to and talk through.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Each option is also an environment variable, WIGWAG_SANDBOX_PORT and so on; the command line wins.",
            "When it is ready it prints one line of JSON: ws, admin, media, noiseRootKey, caFile."
        })
public final class SandboxCommand implements Subcommand {
    private static final String PREFIX = "WIGWAG_SANDBOX_";
    private static final String USUAL_PORT = "8080";

    private final Map<String, String> environment;
    private @Nullable Terminal terminal;

    @Option(names = "--port", paramLabel = "N", description = "The port with TLS; 0 for any free one (8080).")
    private @Nullable Integer port;

    @Option(names = "--plain-port", paramLabel = "N", description = "A port beside it without TLS; 0 for any free one.")
    private @Nullable Integer plainPort;

    @Option(names = "--host", paramLabel = "ADDRESS", description = "The address to listen on (127.0.0.1).")
    private @Nullable String host;

    @Option(names = "--seed", paramLabel = "N", description = "Decides all keys, codes and ids; random if not given.")
    private @Nullable Long seed;

    @Option(names = "--salt", paramLabel = "TEXT", description = "Enters the numbers that are made from push names.")
    private @Nullable String salt;

    @Option(names = "--data", paramLabel = "FOLDER", description = "Keeps the world here, beyond the process.")
    private @Nullable Path data;

    @Option(names = "--admin-token", paramLabel = "TEXT", description = "Wanted from all who use the admin interface.")
    private @Nullable String adminToken;

    @Option(names = "--media-host", paramLabel = "HOST", description = "Given to clients as the media host.")
    private @Nullable String mediaHost;

    @Option(names = "--tls-names", split = ",", paramLabel = "NAME", description = "Further names of the certificate.")
    private @Nullable List<String> tlsNames;

    @Option(names = "--auto-pair", paramLabel = "MS", description = "Links clients by itself after this time.")
    private @Nullable Long autoPair;

    public SandboxCommand() {
        this(System.getenv());
    }

    SandboxCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public void attach(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, GeneralSecurityException {
        var out = Objects.requireNonNull(terminal).out();
        var err = Objects.requireNonNull(terminal).err();
        SandboxSettings settings;
        try {
            settings = settings();
        } catch (IllegalArgumentException wrong) {
            err.println(wrong.getMessage());
            return ExitStatus.USAGE;
        }
        var ending = Ending.ofThisThread();
        var status = ExitStatus.FAILED;
        try (var sandbox = Sandbox.start(settings)) {
            out.println(sandbox.whereabouts().line());
            out.flush();
            ending.await();
            status = ExitStatus.OK;
        } catch (InterruptedException end) {
            // Whoever runs this as a part of a larger program ends it so.
            Thread.currentThread().interrupt();
            status = ExitStatus.OK;
        } finally {
            ending.with(status);
        }
        return status;
    }

    SandboxSettings settings() {
        var builder = SandboxSettings.builder();
        builder.bind(text(host, "BIND").orElse("127.0.0.1"));
        builder.port(number(port, "PORT").orElse(Long.valueOf(USUAL_PORT)).intValue());
        number(plainPort, "PLAIN_PORT").ifPresent(number -> builder.plainPort(number.intValue()));
        number(seed, "SEED").ifPresent(builder::seed);
        text(salt, "SALT").ifPresent(builder::salt);
        Optional.ofNullable(data).or(() -> variable("DATA").map(Path::of)).ifPresent(builder::data);
        text(adminToken, "ADMIN_TOKEN").ifPresent(builder::adminToken);
        builder.scanNeedsToken(
                variable("SCAN_NEEDS_TOKEN").filter("true"::equals).isPresent());
        text(mediaHost, "MEDIA_HOST").ifPresent(builder::mediaHost);
        Optional.ofNullable(tlsNames)
                .or(() -> variable("TLS_NAMES").map(SandboxCommand::list))
                .ifPresent(builder::tlsNames);
        variable("ALLOWED_ORIGINS").map(SandboxCommand::list).ifPresent(builder::allowedOrigins);
        plain("ADV_SECRET_KEY").map(SandboxCommand::secret).ifPresent(builder::advSecret);
        var settings = builder.build();
        variable("SEED_GROUPS").map(SandboxCommand::list).ifPresent(subjects -> settings.seedGroups = subjects);
        settings.autoPair = number(autoPair, "AUTO_PAIR").map(Duration::ofMillis);
        plain("CHATSTATE_TTL_SECS")
                .map(text -> number("CHATSTATE_TTL_SECS", text))
                .ifPresent(seconds -> settings.chatStateLife = Duration.ofSeconds(seconds));
        return settings;
    }

    private Optional<String> text(@Nullable String option, String name) {
        return Optional.ofNullable(option).or(() -> variable(name));
    }

    private Optional<Long> number(@Nullable Number option, String name) {
        return Optional.ofNullable(option)
                .map(Number::longValue)
                .or(() -> variable(name).map(text -> number(PREFIX + name, text)));
    }

    private static Long number(String name, String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException malformed) {
            throw new IllegalArgumentException(name + ": " + text + " (expected: a number)", malformed);
        }
    }

    private Optional<String> variable(String name) {
        return plain(PREFIX + name);
    }

    private Optional<String> plain(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
    }

    private static List<String> list(String text) {
        return List.of(text.split(",", -1));
    }

    private static Octets secret(String text) {
        return Octets.wrap(Base64.getDecoder().decode(text));
    }
}
