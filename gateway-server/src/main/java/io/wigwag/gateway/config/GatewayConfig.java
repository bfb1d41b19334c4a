package io.wigwag.gateway.config;

import io.wigwag.core.login.ClientProfile;
import io.wigwag.core.login.ClientVersion;
import io.wigwag.core.login.MalformedProfile;
import io.wigwag.core.octets.Octets;
import io.wigwag.gateway.egress.Range;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/// Everything that a gateway is told before it starts.
///
/// @param effective what holds, by setting, without secrets
public record GatewayConfig(
        Http http,
        Store store,
        Egress egress,
        Whatsapp whatsapp,
        Client client,
        Events events,
        Map<String, String> effective) {
    public GatewayConfig {
        effective = Map.copyOf(effective);
    }

    /// Where the interface listens, and how much of it at once.
    public record Http(String bind, int port, int connections, int requests, Duration grace) {
        public static final int USUAL_PORT = 8080;

        private static final Setting<String> BIND =
                Setting.text("http.bind", "127.0.0.1", "the address that the interface listens on");
        private static final Setting<Integer> PORT =
                Setting.whole("http.port", USUAL_PORT, 0, 65_535, "its port; 0 takes any free one");
        private static final Setting<Integer> CONNECTIONS =
                Setting.whole("http.connections", 10_000, 1, 1_000_000, "how many connections there may be");
        private static final Setting<Integer> REQUESTS =
                Setting.whole("http.requests", 1000, 1, 100_000, "how many requests are answered at once");
        private static final Setting<Duration> GRACE =
                Setting.time("http.grace", Duration.ofSeconds(20), "how long a stop waits for requests to end");
    }

    /// Where documents are kept: a MongoDB, or else a folder of our own.
    public record Store(Optional<Secret> mongoUri, Path folder) {
        public static final String USUAL_FOLDER = "wigwag-data";

        private static final Setting<Secret> MONGO =
                Setting.secret("mongo.uri", "the MongoDB that keeps everything; none for an embedded store");
        private static final Setting<String> FOLDER =
                Setting.text("data", USUAL_FOLDER, "the folder of the embedded store");
    }

    /// Where the gateway may go when others name an address.
    ///
    /// @param allowed private addresses that are reached all the same
    /// @param ports none for any
    public record Egress(List<Range> allowed, Set<Integer> ports) {
        private static final Setting<List<Range>> ALLOWED = new Setting<>(
                "egress.allowed", "", "private addresses that webhooks and media may be at", list(Range::parse));
        private static final Setting<List<Integer>> PORTS = new Setting<>(
                "egress.ports", "80,443", "ports that webhooks and media may be at; any for all", Egress::ports);

        public Egress {
            allowed = List.copyOf(allowed);
            ports = Set.copyOf(ports);
        }

        private static List<Integer> ports(String text) {
            return text.equals("any")
                    ? List.of()
                    : list(Setting.whole("port", 1, 1, 65_535, "").parse()).apply(text);
        }
    }

    /// Which WhatsApp the devices connect to.
    ///
    /// @param url another server than the real service: a sandbox
    /// @param root its Noise root key in hex
    public record Whatsapp(Optional<URI> url, Optional<Octets> root) {
        private static final Setting<Optional<URI>> URL = new Setting<>(
                "whatsapp.url", "", "the server of a sandbox, in place of the real service", optional(Whatsapp::url));
        private static final Setting<Optional<Octets>> ROOT =
                new Setting<>("whatsapp.root", "", "the sandbox's Noise root key, in hex", optional(Whatsapp::root));

        public Whatsapp {
            if (url.isPresent() != root.isPresent()) {
                throw new IllegalArgumentException("whatsapp.url and whatsapp.root are set together or not at all");
            }
        }

        private static URI url(String text) {
            if (!text.matches("wss?://[^/\\s]+/\\S*")) {
                throw new IllegalArgumentException("expected: ws://HOST:PORT/PATH or wss://");
            }
            return URI.create(text);
        }

        private static Octets root(String text) {
            if (!text.matches("[0-9a-fA-F]{64}")) {
                throw new IllegalArgumentException("expected: 64 hex digits");
            }
            return Octets.ofHex(text);
        }
    }

    /// What devices say of themselves.
    ///
    /// @param file of settings over those that are shipped; looked at again and again
    /// @param version over both
    /// @param ask whether the official page may be asked for a newer version when ours is refused
    public record Client(Optional<Path> file, Optional<ClientVersion> version, boolean ask) {
        private static final Setting<Optional<Path>> FILE = new Setting<>(
                "client.file", "", "a file of client settings, such as client.device-name", optional(Client::readable));
        private static final Setting<Optional<ClientVersion>> VERSION = new Setting<>(
                "client.version", "", "the version of WhatsApp's web client to speak as", optional(Client::version));
        private static final Setting<Boolean> ASK = Setting.flag(
                "client.ask", false, "whether WhatsApp's page is asked for its version when ours is refused");

        private static Path readable(String text) {
            try {
                var file = Path.of(text);
                read(file);
                return file;
            } catch (IOException unread) {
                throw new IllegalArgumentException("can't be read: " + text, unread);
            } catch (MalformedProfile wrong) {
                throw new IllegalArgumentException(wrong.getMessage(), wrong);
            }
        }

        private static ClientVersion version(String text) {
            return ClientVersion.parse(text)
                    .orElseThrow(() -> new IllegalArgumentException("expected: a version such as 2.3000.1045649367"));
        }

        private static ClientProfile read(Path file) throws IOException, MalformedProfile {
            try (var reader = Files.newBufferedReader(file)) {
                return ClientProfile.read(reader);
            }
        }

        /// All of it together, with the file as it is just now.
        public ClientProfile profile() throws IOException, MalformedProfile {
            var base = file.isPresent() ? read(file.get()) : ClientProfile.SHIPPED;
            return version.map(base::withVersion).orElse(base);
        }
    }

    /// How long events stay, and how long a webhook's receiver may fail.
    public record Events(Duration kept, Duration patience) {
        private static final Setting<Duration> KEPT =
                Setting.time("events.kept", Duration.ofDays(7), "how long events can be read");
        private static final Setting<Duration> PATIENCE = Setting.time(
                "webhook.patience", Duration.ofDays(5), "how long a webhook may fail before it is switched off");

        public Events {
            if (kept.compareTo(patience) <= 0) {
                throw new IllegalArgumentException("events.kept must be longer than webhook.patience");
            }
        }
    }

    private static <T> Function<String, List<T>> list(Function<String, T> element) {
        return text -> text.isEmpty()
                ? List.of()
                : Stream.of(text.split(",", -1)).map(String::strip).map(element).toList();
    }

    private static <T> Function<String, Optional<T>> optional(Function<String, T> value) {
        return text -> text.isEmpty() ? Optional.empty() : Optional.of(value.apply(text));
    }

    /// Reads all of it, or tells all that is wrong.
    public static GatewayConfig read(Sources sources) throws Misconfigured {
        var settings = new Settings(sources);
        var bind = settings.read(Http.BIND);
        var port = settings.read(Http.PORT);
        var connections = settings.read(Http.CONNECTIONS);
        var requests = settings.read(Http.REQUESTS);
        var grace = settings.read(Http.GRACE);
        var mongo = settings.read(Store.MONGO);
        var folder = settings.read(Store.FOLDER);
        var allowed = settings.read(Egress.ALLOWED);
        var ports = settings.read(Egress.PORTS);
        var url = settings.read(Whatsapp.URL);
        var root = settings.read(Whatsapp.ROOT);
        var clientFile = settings.read(Client.FILE);
        var version = settings.read(Client.VERSION);
        var ask = settings.read(Client.ASK);
        var kept = settings.read(Events.KEPT);
        var patience = settings.read(Events.PATIENCE);
        return settings.finish(() -> new GatewayConfig(
                new Http(bind, port, connections, requests, grace),
                new Store(Optional.of(mongo).filter(uri -> !uri.reveal().isEmpty()), Path.of(folder)),
                new Egress(allowed, Set.copyOf(ports)),
                new Whatsapp(url, root),
                new Client(clientFile, version, ask),
                new Events(kept, patience),
                settings.effective()));
    }
}
