package io.wigwag.gateway.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// Everything that a gateway is told before it starts.
///
/// @param effective what holds, by setting, without secrets
public record GatewayConfig(Http http, Store store, Egress egress, Map<String, String> effective) {
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
    /// @param allowed ranges of private addresses, separated by commas
    public record Egress(String allowed) {
        private static final Setting<String> ALLOWED =
                Setting.text("egress.allowed", "", "private addresses that webhooks and media may be at");
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
        return settings.finish(() -> new GatewayConfig(
                new Http(bind, port, connections, requests, grace),
                new Store(Optional.of(mongo).filter(uri -> !uri.reveal().isEmpty()), Path.of(folder)),
                new Egress(allowed),
                settings.effective()));
    }
}
