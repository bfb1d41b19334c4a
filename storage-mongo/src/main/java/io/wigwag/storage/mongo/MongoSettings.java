package io.wigwag.storage.mongo;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import io.wigwag.storage.document.StoreUnavailable;
import java.time.Duration;

/// Where the database is and how long we wait for it.
///
/// @param uri as `mongodb://` or `mongodb+srv://`; may hold a password and is therefore never printed
/// @param start how long the start waits for a database that does not answer yet
/// @param selection how long one operation waits for a primary: longer than an election takes
/// @param connect how long a connection may take
/// @param answer how long the database may take to answer, once asked
public record MongoSettings(String uri, Duration start, Duration selection, Duration connect, Duration answer) {
    private static final String DEFAULT_DATABASE = "wigwag";

    public static MongoSettings of(String uri) {
        return new MongoSettings(
                uri, Duration.ofSeconds(60), Duration.ofSeconds(15), Duration.ofSeconds(5), Duration.ofSeconds(20));
    }

    /// The longest that an operation may take as a whole: the driver tries what can be tried again a second time.
    Duration patience() {
        return selection.plus(connect).plus(answer).multipliedBy(2);
    }

    String database() {
        var named = parsed().getDatabase();
        return named == null ? DEFAULT_DATABASE : named;
    }

    /// The servers, without user and password.
    String servers() {
        return String.join(",", parsed().getHosts());
    }

    /// What the URI says about connections, TLS and retries holds; how sure a write must be is not for it to say.
    MongoClientSettings forDriver() {
        return MongoClientSettings.builder()
                .applyConnectionString(parsed())
                .applicationName("wigwag")
                .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(selection.toMillis(), MILLISECONDS))
                .applyToConnectionPoolSettings(pool -> pool.maxWaitTime(selection.toMillis(), MILLISECONDS))
                .applyToSocketSettings(socket -> socket.connectTimeout(connect.toMillis(), MILLISECONDS)
                        .readTimeout(answer.toMillis(), MILLISECONDS))
                .readPreference(ReadPreference.primary())
                .readConcern(ReadConcern.MAJORITY)
                .writeConcern(WriteConcern.MAJORITY.withJournal(true).withWTimeout(answer.toMillis(), MILLISECONDS))
                .build();
    }

    private ConnectionString parsed() {
        try {
            return new ConnectionString(uri);
        } catch (IllegalArgumentException malformed) {
            // Without the cause: its message repeats the URI, and with it the password.
            throw new StoreUnavailable(
                    "The MongoDB URI is not one. It looks like mongodb://user:password@host:27017/wigwag;"
                            + " special characters in user and password are written in percent notation.",
                    false);
        }
    }

    @Override
    public String toString() {
        return "MongoSettings[" + servers() + "/" + database() + "]";
    }
}
