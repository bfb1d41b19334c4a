package io.wigwag.storage.mongo;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoClientException;
import com.mongodb.MongoException;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoServerException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.MongoWriteConcernException;
import io.wigwag.storage.document.DamagedDocument;
import io.wigwag.storage.document.StoreException;
import io.wigwag.storage.document.StoreUnavailable;
import java.util.Set;
import org.bson.BsonMaximumSizeExceededException;

/// The driver's failures in the port's words. Those of the database come with a code; its messages may repeat values,
/// so only the code is told.
final class Failures {
    static final int DUPLICATE_KEY = 11000;

    private static final int TYPE_MISMATCH = 14;
    private static final int UNAUTHORIZED = 13;
    private static final int AUTHENTICATION_FAILED = 18;

    /// What another attempt may overcome: step-downs, elections, shut-downs, time-outs, collisions of writers.
    private static final Set<Integer> PASSING = Set.of(
            6, // host unreachable
            7, // host not found
            24, // lock timeout
            50, // max time expired
            64, // write concern time-out
            89, // network time-out
            91, // shutdown in progress
            100, // unsatisfiable write concern: too few members just now
            112, // write conflict
            134, // read concern majority not available yet
            189, // primary stepped down
            202, // network interface exceeded time limit
            262, // exceeded time limit
            317, // connection pool expired
            9001, // socket exception
            10058, // legacy not primary
            10107, // not writable primary
            11600, // interrupted at shutdown
            11602, // interrupted due to replication state change
            13435, // not primary, no secondary reads
            13436); // not primary or secondary

    private Failures() {}

    static StoreException named(Throwable failure) {
        return switch (failure) {
            case StoreException already -> already;
            case MongoSecurityException refused ->
                new StoreUnavailable(
                        "MongoDB refused the user or the password of the URI (authSource may be missing)",
                        false,
                        quiet(refused));
            case MongoBulkWriteException bulk
            when !bulk.getWriteErrors().isEmpty() ->
                coded(bulk.getWriteErrors().getFirst().getCode(), bulk);
            case MongoBulkWriteException unsure -> passing("a write was not confirmed by a majority", unsure);
            case MongoWriteConcernException unsure -> passing("a write was not confirmed by a majority", unsure);
            case MongoTimeoutException late -> passing("MongoDB did not answer in time", late);
            case MongoSocketException broken -> passing("the connection to MongoDB broke", broken);
            case MongoServerException told -> coded(told.getCode(), told);
            case MongoClientException unusable -> lasting("the driver cannot do this with this server", unusable);
            case MongoException other when retryable(other) -> passing("MongoDB is not available", other);
            case BsonMaximumSizeExceededException large ->
                lasting("a document is larger than MongoDB takes (16 MiB)", large);
            default -> lasting("the driver failed: " + failure.getClass().getSimpleName(), failure);
        };
    }

    /// Whether a write of this index in a bulk was refused because a key is taken.
    static boolean isDuplicate(int code) {
        return code == DUPLICATE_KEY || code == 11001 || code == 12582;
    }

    private static StoreException coded(int code, MongoException failure) {
        if (PASSING.contains(code) || retryable(failure)) {
            return passing("MongoDB is not available just now (code " + code + ")", failure);
        }
        return switch (code) {
            case TYPE_MISMATCH ->
                new DamagedDocument("a field is of another kind than its change expects", quiet(failure));
            case UNAUTHORIZED, AUTHENTICATION_FAILED ->
                lasting("the MongoDB user may not do this; it needs the role readWrite on our database", failure);
            default -> lasting("MongoDB refused (code " + code + ")", failure);
        };
    }

    private static boolean retryable(MongoException failure) {
        return failure.hasErrorLabel("RetryableWriteError") || failure.hasErrorLabel("TransientTransactionError");
    }

    private static StoreUnavailable passing(String what, Throwable failure) {
        return new StoreUnavailable(what, true, quiet(failure));
    }

    private static StoreUnavailable lasting(String what, Throwable failure) {
        return new StoreUnavailable(what, false, quiet(failure));
    }

    /// The kind of failure and where it came from, without a message that may hold keys or a URI.
    private static Throwable quiet(Throwable failure) {
        var quiet = new Quiet(failure.getClass().getName());
        quiet.setStackTrace(failure.getStackTrace());
        return quiet;
    }

    private static final class Quiet extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private Quiet(String kind) {
            super(kind);
        }
    }
}
