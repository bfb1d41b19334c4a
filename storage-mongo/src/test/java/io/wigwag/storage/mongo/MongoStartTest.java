package io.wigwag.storage.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.storage.document.StoreUnavailable;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/// What an operator reads when the database is not there.
class MongoStartTest {
    private static final Duration SHORT = Duration.ofMillis(300);

    private final ArrayList<String> progress = new ArrayList<>();

    private MongoAdapter open(String uri) {
        var settings = new MongoSettings(uri, SHORT.multipliedBy(3), SHORT, SHORT, SHORT);
        return MongoAdapter.open(settings, progress::add);
    }

    @Test
    void itTellsWhatItWaitsForAndEndsWithAdvice() throws Exception {
        int port;
        try (var reserved = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = reserved.getLocalPort();
        }
        assertThatThrownBy(() -> open("mongodb://127.0.0.1:" + port + "/x"))
                .isInstanceOfSatisfying(
                        StoreUnavailable.class,
                        nobody -> assertThat(nobody.retryable()).isTrue())
                .hasMessageContaining("127.0.0.1:" + port)
                .hasMessageContaining("is it running");
        assertThat(progress).hasSize(2).allMatch(line -> line.startsWith("waiting for MongoDB at 127.0.0.1"));
    }

    @Test
    void aServerThatAcceptsButNeverAnswersIsToldFromOneThatIsNotThere() throws Exception {
        try (var deaf = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> open("mongodb://127.0.0.1:" + deaf.getLocalPort() + "/x"))
                    .isInstanceOf(StoreUnavailable.class)
                    .hasMessageContaining("does not answer");
        }
    }

    @Test
    void noMessageRepeatsThePassword() {
        assertThatThrownBy(() -> open("mongo://ana:s3cret@host/x"))
                .isInstanceOfSatisfying(
                        StoreUnavailable.class,
                        malformed -> assertThat(malformed.retryable()).isFalse())
                .hasMessageNotContaining("s3cret")
                .hasNoCause();
        var settings = MongoSettings.of("mongodb://ana:s3cret@host:1/x?authSource=admin");
        assertThat(settings).hasToString("MongoSettings[host:1/x]");
        assertThatThrownBy(() -> open("mongodb://ana:s3cret@127.0.0.1:1/x")).hasMessageNotContaining("s3cret");
        assertThat(progress).noneMatch(line -> line.contains("s3cret"));
    }

    @Test
    void withoutADatabaseInTheUriItIsOurs() {
        assertThat(MongoSettings.of("mongodb://host:1").database()).isEqualTo("wigwag");
        assertThat(MongoSettings.of("mongodb://host:1/other").database()).isEqualTo("other");
    }

    @Test
    void everyWriteWaitsForAMajorityWithJournalWhateverTheUriSays() {
        var concern = MongoSettings.of("mongodb://host:1/x?w=1&journal=false")
                .forDriver()
                .getWriteConcern();
        assertThat(concern.getWObject()).isEqualTo("majority");
        assertThat(concern.getJournal()).isTrue();
    }
}
