package io.wigwag.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceTest {
    private static final List<String> RECORDED = List.of(
            "2027-01-15T08:00:00Z < <success t=\"1\"/>",
            "2027-01-15T08:00:01Z > <iq id=\"7\"><ping/></iq>",
            "2027-01-15T08:00:02Z < <iq id=\"7\"/>");

    @TempDir
    private Path folder = Path.of("");

    private Path file = Path.of("");
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Wigwag wigwag = new Wigwag(new Terminal(new PrintWriter(out), new PrintWriter(err)));

    @BeforeEach
    void aRecording() throws Exception {
        file = Files.write(folder.resolve("recording.txt"), RECORDED);
    }

    @Test
    void aRecordingIsPrintedWithACountOfItsNodes() {
        assertThat(wigwag.run("trace", file.toString())).isEqualTo(ExitStatus.OK);
        assertThat(out.toString().lines()).containsExactlyElementsOf(RECORDED);
        assertThat(err.toString()).isEqualToIgnoringNewLines("2 came, 1 went");
    }

    @Test
    void aTagOrATextPicksNodes() {
        assertThat(wigwag.run("trace", file.toString(), "--tag", "success")).isEqualTo(ExitStatus.OK);
        assertThat(out.toString().lines()).containsExactly(RECORDED.get(0));
        assertThat(wigwag.run("trace", file.toString(), "--containing", "ping")).isEqualTo(ExitStatus.OK);
        assertThat(out.toString().lines()).containsExactly(RECORDED.get(0), RECORDED.get(1));
    }

    @Test
    void anythingElseIsToldApart() throws Exception {
        Files.writeString(file, "hello\n");
        assertThat(wigwag.run("trace", file.toString())).isEqualTo(ExitStatus.FAILED);
        assertThat(err.toString()).contains("1 lines are no nodes");
        assertThat(wigwag.run("trace", folder.resolve("none").toString())).isEqualTo(ExitStatus.FAILED);
        assertThat(err.toString()).contains("There is no recording to read");
    }
}
