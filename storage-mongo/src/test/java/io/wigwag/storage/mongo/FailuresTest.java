package io.wigwag.storage.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoSocketReadTimeoutException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.ServerAddress;
import io.wigwag.storage.document.DamagedDocument;
import io.wigwag.storage.document.StoreException;
import io.wigwag.storage.document.StoreUnavailable;
import java.net.SocketTimeoutException;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailuresTest {
    private static final ServerAddress SOMEWHERE = new ServerAddress("db");

    private static StoreException named(int code, String... labels) {
        var answer = new BsonDocument("ok", new BsonInt32(0))
                .append("code", new BsonInt32(code))
                .append("errmsg", new BsonString("the value +49 151 was refused"));
        if (labels.length > 0) {
            var told = new BsonArray();
            for (var label : labels) {
                told.add(new BsonString(label));
            }
            answer.append("errorLabels", told);
        }
        return Failures.named(new MongoCommandException(answer, SOMEWHERE));
    }

    private static void isUnavailable(StoreException failure, boolean retryable) {
        assertThat(failure)
                .isInstanceOfSatisfying(
                        StoreUnavailable.class,
                        unavailable -> assertThat(unavailable.retryable()).isEqualTo(retryable));
    }

    @ParameterizedTest
    @ValueSource(ints = {10107, 13435, 189, 91, 11602, 11600, 64, 50, 112})
    void stepDownsElectionsAndTimeOutsPass(int code) {
        isUnavailable(named(code), true);
    }

    @Test
    void theServersOwnWordCounts() {
        isUnavailable(named(4711, "RetryableWriteError"), true);
    }

    @ParameterizedTest
    @ValueSource(ints = {13, 18, 14031, 4711})
    void missingRightsAndFullDisksDoNotPass(int code) {
        isUnavailable(named(code), false);
    }

    @Test
    void brokenAndSilentLinesPass() {
        isUnavailable(Failures.named(new MongoTimeoutException("no primary")), true);
        isUnavailable(
                Failures.named(new MongoSocketReadTimeoutException("silent", SOMEWHERE, new SocketTimeoutException())),
                true);
    }

    @Test
    void aFieldOfAnotherKindIsADamagedDocument() {
        assertThat(named(14)).isInstanceOf(DamagedDocument.class);
    }

    @Test
    void noMessageRepeatsWhatTheDatabaseSays() {
        for (Throwable at = named(4711); at != null; at = at.getCause()) {
            assertThat(at).hasMessageNotContaining("151");
        }
    }

    @Test
    void theIndexOfADuplicateIsReadFromTheMessage() {
        assertThat(Writing.indexOf("E11000 duplicate key error collection: w.notes index: byMark dup key: { mark: 1 }"))
                .isEqualTo("byMark");
        assertThat(Writing.indexOf("E11000 duplicate key error index: w.notes.$byMark dup key: { : 1 }"))
                .isEqualTo("byMark");
        assertThat(Writing.indexOf("E11000 duplicate key error collection: w.notes index: _id_ dup key: { _id: 1 }"))
                .isEqualTo("id");
        assertThat(Writing.indexOf("something else")).isEqualTo("unknown");
    }
}
