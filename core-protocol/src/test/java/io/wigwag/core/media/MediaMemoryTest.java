package io.wigwag.core.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// Memory does not grow with the file: a large one goes both ways in a heap of twelve megabytes altogether, which a JVM
/// with nothing to do fills by half. `-Dmedia.mebibytes=2048` for the largest that WhatsApp takes.
class MediaMemoryTest {
    private static final long SIZE = Long.getLong("media.mebibytes", 128) << 20;

    @Test
    void aLargeFileNeedsNoMoreThanASmallOne() throws Exception {
        var java = Path.of(System.getProperty("java.home", ""), "bin", "java").toString();
        var run = new ProcessBuilder(
                        java,
                        "-Xmx12m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path", ""),
                        LargeFileRun.class.getName(),
                        String.valueOf(SIZE))
                .redirectErrorStream(true)
                .start();
        var said = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(run.waitFor()).as(said).isZero();
    }
}
