package io.wigwag.core.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.core.binary.Node;
import io.wigwag.core.id.Jid;
import io.wigwag.core.octets.Octets;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeRecorderTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochSecond(1_800_000_000L));

    @TempDir
    private Path folder = Path.of("");

    @Test
    void aRecordingIsAFileForItsOwnerWithTheSecretsCut() throws Exception {
        var file = folder.resolve("recording.txt");
        try (var recorder = NodeRecorder.into(file, CLOCK)) {
            recorder.sent(Node.tag("message")
                    .attribute("to", Jid.parse("491511234567@s.whatsapp.net"))
                    .child(Node.tag("enc").bytes(Octets.ofHex("00112233445566")).build())
                    .build());
            recorder.received(Node.of("ack"));
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        var lines = Files.readAllLines(file);
        assertThat(lines).hasSize(2);
        assertThat(lines.getFirst())
                .startsWith("2027-01-15T08:00:00Z > <message to=")
                .contains("7 bytes")
                .doesNotContain("491511234567", "0011");
        assertThat(lines.getLast()).isEqualTo("2027-01-15T08:00:00Z < <ack/>");
        assertThatThrownBy(() -> NodeRecorder.into(file, CLOCK)).isInstanceOf(FileAlreadyExistsException.class);
    }

    @Test
    void aFullDiskEndsTheRecordingAndNothingElse() throws Exception {
        var broken = new BrokenWriter();
        try (var recorder = new NodeRecorder(broken, CLOCK)) {
            recorder.received(Node.of("success"));
            recorder.received(Node.of("success"));
        }
        assertThat(broken.tries).isEqualTo(1);
    }

    @Test
    void nothingIsWrittenAfterTheEnd() throws Exception {
        var file = folder.resolve("ended.txt");
        var recorder = NodeRecorder.into(file, CLOCK);
        recorder.close();
        recorder.sent(Node.of("presence"));
        assertThat(file).isEmptyFile();
    }

    private static final class BrokenWriter extends Writer {
        private int tries;

        @Override
        public void write(char[] buffer, int offset, int length) throws IOException {
            tries++;
            throw new IOException("no space left");
        }

        @Override
        public void flush() {
            // Nothing is held back.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
