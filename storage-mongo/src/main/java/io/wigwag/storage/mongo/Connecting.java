package io.wigwag.storage.mongo;

import com.mongodb.MongoException;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.connection.ServerDescription;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import io.wigwag.storage.document.StoreException;
import io.wigwag.storage.document.StoreUnavailable;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.bson.BsonDocument;
import org.bson.BsonInt32;

/// The start: waits for a primary, tells while it waits, and ends with advice when there is none.
final class Connecting {
    private final MongoSettings settings;
    private final Consumer<String> progress;

    Connecting(MongoSettings settings, Consumer<String> progress) {
        this.settings = settings;
        this.progress = progress;
    }

    MongoClient connect() {
        var client = MongoClients.create(settings.forDriver());
        try {
            waitFor(client);
            return client;
        } catch (StoreException unreachable) {
            client.close();
            throw unreachable;
        }
    }

    private void waitFor(MongoClient client) {
        var answers = new Answers(settings.patience());
        var attempts = Math.max(1, settings.start().dividedBy(settings.selection()));
        for (var attempt = 1L; ; attempt++) {
            try {
                answers.one(client.getDatabase(settings.database())
                        .runCommand(new BsonDocument("ping", new BsonInt32(1)), BsonDocument.class));
                return;
            } catch (MongoSecurityException refused) {
                throw Failures.named(refused);
            } catch (MongoTimeoutException unreachable) {
                var reason = reason(client);
                if (attempt == attempts) {
                    throw new StoreUnavailable(
                            "MongoDB at " + settings.servers() + " has not answered within "
                                    + settings.selection()
                                            .multipliedBy(attempts)
                                            .toSeconds() + " s: " + reason,
                            true,
                            Failures.named(unreachable));
                }
                progress.accept("waiting for MongoDB at " + settings.servers() + ": " + reason);
            } catch (MongoException other) {
                throw Failures.named(other);
            }
        }
    }

    /// What the driver knows of each server, with what to do about it.
    private static String reason(MongoClient client) {
        var servers = client.getClusterDescription().getServerDescriptions();
        var reasons = servers.stream().map(Connecting::reason).distinct().collect(Collectors.joining("; "));
        return reasons.isEmpty() ? "no server is known; look at the URI's host names" : reasons;
    }

    private static String reason(ServerDescription server) {
        var causes = Stream.iterate(server.getException(), Objects::nonNull, Throwable::getCause)
                .toList();
        for (var cause : causes) {
            switch (cause) {
                case UnknownHostException unknown -> {
                    return "its host name is unknown; look for a typing error in the URI";
                }
                case ConnectException refused -> {
                    return "nothing accepts connections there; is it running, and is the port right?";
                }
                case SSLException tls -> {
                    return "TLS failed; does the server want it (tls=true), and is its certificate trusted?";
                }
                case MongoSecurityException security -> {
                    return "it refused the user or the password of the URI (authSource may be missing)";
                }
                default -> {
                    // One of its causes may say more.
                }
            }
        }
        return server.isOk()
                ? "it is no primary; has the replica set been initiated, and is a majority of it there?"
                : "it does not answer; does a firewall stand between?";
    }
}
