package io.wigwag.core.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.core.media.UploadFailed.Reason;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.testing.SeededRandom;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MediaUploadsTest {
    private static final long SEED = 8_04;
    private static final String STORED =
            "{\"url\":\"https://mmg.whatsapp.net/v/1?a=b\",\"direct_path\":\"/v/1?a=b\",\"ts\":1,\"x\":{\"y\":[1]},"
                    + "\"handle\":\"h\"}";
    private static final Uploaded THERE =
            new Uploaded(new MediaPath("/v/1?a=b"), Optional.of("https://mmg.whatsapp.net/v/1?a=b"), Optional.of("h"));

    private final ScriptedHosts hosts = new ScriptedHosts();
    private final ScriptedLine line = new ScriptedLine(true);
    private final MediaUploads uploads = new MediaUploads(hosts, new MediaHostBook(InstantSource.fixed(Instant.EPOCH)));
    private final TestFile small = TestFile.of(1000, new SeededRandom(SEED));
    private final TestFile large = TestFile.of((int) Upload.WORTH_ASKING, new SeededRandom(SEED));

    private Uploaded upload(TestFile file) throws Exception {
        return uploads.upload(MediaKind.VOICE_NOTE, MediaBlob.sealed(file.facts(), file.sealed()), line);
    }

    private void fails(TestFile file, Reason reason) {
        assertThatThrownBy(() -> upload(file))
                .isInstanceOfSatisfying(
                        UploadFailed.class,
                        failure -> assertThat(failure.reason()).isEqualTo(reason));
    }

    @Test
    void aFileGoesToTheFirstHostUnderItsHash() throws Exception {
        hosts.answer(200, STORED);
        assertThat(upload(small)).isEqualTo(THERE);
        var token = MediaBlob.sealed(small.facts(), small.sealed()).token();
        assertThat(token).hasSize(43).matches("[A-Za-z0-9_-]+");
        assertThat(hosts.asked())
                .containsExactly("https://main.test:8443/mms/ptt/" + token + "?auth=word%2B1&token=" + token);
        assertThat(hosts.bodies).containsExactly(small.sealed());
    }

    @Test
    void whatEverybodyMayReadGoesToTheChannelsFolder(@TempDir Path folder) throws Exception {
        var place = folder.resolve("clear");
        Files.write(place, small.plain().toArray());
        for (var blob : new MediaBlob[] {MediaBlob.clear(place), MediaBlob.clear(small.plain())}) {
            hosts.answer(200, STORED);
            assertThat(uploads.upload(MediaKind.VIDEO_NOTE, blob, line).handle())
                    .contains("h");
            assertThat(hosts.asked().getLast())
                    .startsWith("https://main.test:8443/newsletter/newsletter-ptv/" + blob.token());
            assertThat(hosts.bodies.getLast()).isEqualTo(small.plain());
            assertThat(blob.hash()).isEqualTo(small.facts().hash());
        }
    }

    @Test
    void aWordThatEndedIsAskedForOnce() throws Exception {
        hosts.answer(401).answer(200, STORED);
        assertThat(upload(small)).isEqualTo(THERE);
        assertThat(line.asked).isEqualTo(2);
        assertThat(hosts.asked().get(1)).contains("auth=word%2B2");

        hosts.answer(401).answer(403);
        fails(small, Reason.REFUSED);
        assertThat(line.asked).isEqualTo(3);
    }

    @Test
    void aHostInTroubleIsFollowedByTheNext() throws Exception {
        hosts.answer(503).answer(200, STORED);
        assertThat(upload(small)).isEqualTo(THERE);
        hosts.silence().silence().silence().answer(200, STORED);
        assertThat(upload(small)).isEqualTo(THERE);
        assertThat(hosts.asked().getLast()).startsWith("https://spare.test/");
    }

    @Test
    void aRefusalIsFinalAndTroubleSaysHowLong() {
        hosts.answer(413);
        fails(small, Reason.REFUSED);
        hosts.answer(503).answer(429, Octets.EMPTY, Map.of("Retry-After", "7"));
        assertThatThrownBy(() -> upload(small)).isInstanceOfSatisfying(UploadFailed.class, failure -> {
            assertThat(failure.reason()).isEqualTo(Reason.UNREACHABLE);
            assertThat(failure.status()).hasValue(429);
            assertThat(failure.backoff()).contains(Duration.ofSeconds(7));
        });
    }

    @Test
    void answersThatAreNoneAreTrouble() {
        for (var answer :
                new String[] {"", "[]", "{", "{}", "<html>", "{\"direct_path\":\"//evil\"}", "{\"resume\":-1}"}) {
            hosts.answer(200, answer).answer(200, answer);
            fails(small, Reason.UNREACHABLE);
        }
    }

    @Test
    void aLargeFileThatIsThereIsNotSentAgain() throws Exception {
        hosts.answer(200, STORED.replaceFirst("\\{", "{\"resume\":\"complete\","));
        assertThat(upload(large)).isEqualTo(THERE);
        assertThat(hosts.asked().getFirst()).endsWith("&resume=1");
        assertThat(hosts.bodies).isEmpty();
    }

    @Test
    void aLargeFileGoesOnWhereItBroke() throws Exception {
        hosts.answer(200, "{\"resume\":\"0\"}")
                .silence()
                .answer(200, "{\"resume\":\"1000000\"}")
                .silence()
                .answer(200, "{\"resume\":\"4000000\"}")
                .answer(200, STORED);
        assertThat(upload(large)).isEqualTo(THERE);
        assertThat(hosts.asked().getLast()).endsWith("&file_offset=4000000");
        assertThat(hosts.bodies.getLast())
                .isEqualTo(large.sealed().slice(4_000_000, large.sealed().size()));
    }

    @Test
    void aHostThatKnowsNoQuestionsGetsTheWhole() throws Exception {
        hosts.answer(404).answer(200, STORED);
        assertThat(upload(large)).isEqualTo(THERE);
        assertThat(hosts.bodies).containsExactly(large.sealed());
    }

    @Test
    void withoutALineThereIsNowhereToGo() {
        assertThatThrownBy(
                        () -> uploads.upload(MediaKind.IMAGE, MediaBlob.clear(small.plain()), new ScriptedLine(false)))
                .isInstanceOfSatisfying(
                        UploadFailed.class,
                        failure -> assertThat(failure.reason()).isEqualTo(Reason.NO_HOSTS));
    }
}
