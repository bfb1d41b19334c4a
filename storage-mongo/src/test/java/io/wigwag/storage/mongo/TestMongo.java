package io.wigwag.storage.mongo;

import com.mongodb.ConnectionString;
import com.mongodb.reactivestreams.client.MongoClients;
import de.bwaldvogel.mongo.MongoServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// The server that tests use: the one that `WIGWAG_TEST_MONGO_URI` names, or else the double. Everybody who asks gets
/// an empty database of their own; on a real server these are removed in the end.
final class TestMongo implements AfterAllCallback {
    static final String VARIABLE = "WIGWAG_TEST_MONGO_URI";

    private final List<MongoServer> started = new ArrayList<>();
    private final List<String> databases = new ArrayList<>();

    static boolean isReal() {
        return System.getenv(VARIABLE) != null;
    }

    /// A new and empty database.
    synchronized MongoSettings database() {
        var name = "wigwag_test_" + UUID.randomUUID().toString().replace("-", "");
        databases.add(name);
        var real = System.getenv(VARIABLE);
        if (real != null) {
            return settings(withDatabase(real, name));
        }
        if (started.isEmpty()) {
            var server = MongoDouble.start();
            server.bind();
            started.add(server);
        }
        return settings(MongoDouble.uri(started.getFirst().getLocalAddress(), name));
    }

    static MongoSettings settings(String uri) {
        return new MongoSettings(
                uri, Duration.ofSeconds(30), Duration.ofSeconds(15), Duration.ofSeconds(10), Duration.ofSeconds(30));
    }

    MongoAdapter open() {
        return MongoAdapter.open(database(), _ -> {});
    }

    private static String withDatabase(String uri, String database) {
        var options = uri.indexOf('?') < 0 ? "" : uri.substring(uri.indexOf('?'));
        var authority = uri.indexOf('/', uri.indexOf("://") + 3);
        var servers = authority < 0 ? uri.substring(0, uri.length() - options.length()) : uri.substring(0, authority);
        return servers + "/" + database + options;
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (isReal()) {
            try (var client = MongoClients.create(new ConnectionString(System.getenv(VARIABLE)))) {
                var answers = new Answers(Duration.ofSeconds(30));
                databases.forEach(name -> answers.all(client.getDatabase(name).drop()));
            }
        }
        databases.clear();
        started.forEach(MongoServer::shutdownNow);
        started.clear();
    }
}
