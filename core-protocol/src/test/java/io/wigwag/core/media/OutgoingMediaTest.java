package io.wigwag.core.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.core.octets.Octets;
import io.wigwag.core.testing.SeededRandom;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutgoingMediaTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");

    @TempDir
    private Path folder = Path.of("");

    private final ScriptedHosts hosts = new ScriptedHosts();
    private final SeededRandom random = new SeededRandom(8_07);
    private final Octets file = TestFile.of(200_000, random).plain();

    private OutgoingMedia outgoing() {
        var clock = InstantSource.fixed(NOW);
        return new OutgoingMedia(
                MediaSealer.alone(), new MediaUploads(hosts, new MediaHostBook(clock)), folder, clock, random);
    }

    /// What the message says is enough to open what the host was given.
    @Test
    void theReferenceOpensWhatWasUploaded() throws Exception {
        hosts.answer(200, "{\"url\":\"https://mmg.whatsapp.net/v/1\",\"direct_path\":\"/v/1\"}");

        var reference = outgoing().upload(MediaKind.VIDEO, "video/mp4", file.asStream(), new ScriptedLine(true));

        assertThat(reference.mimetype()).isEqualTo("video/mp4");
        assertThat(reference.url()).contains("https://mmg.whatsapp.net/v/1");
        assertThat(reference.sidecar().size()).isEqualTo(40);
        assertThat(reference.seal().orElseThrow().madeAt()).contains(Instant.parse("2026-01-02T03:04:05Z"));
        var out = new ByteArrayOutputStream();
        var wanted = WantedMedia.of(MediaKind.VIDEO, reference).orElseThrow();
        var intake = MediaIntake.of(wanted, file.size(), out);
        var uploaded = hosts.bodies.getFirst();
        intake.take(uploaded.toArray(), 0, uploaded.size());
        intake.finish();
        assertThat(Octets.wrap(out.toByteArray())).isEqualTo(file);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void nothingStaysBehindWhenNoHostTakesIt() {
        hosts.answer(413);
        assertThatThrownBy(
                        () -> outgoing().upload(MediaKind.IMAGE, "image/jpeg", file.asStream(), new ScriptedLine(true)))
                .isInstanceOf(UploadFailed.class);
        assertThat(folder).isEmptyDirectory();
    }
}
