package io.wigwag.gateway.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whose files on their way are whose.
class TransitTest {
    @TempDir
    private Path data;

    private static Path file(Path folder) throws IOException {
        return Files.write(folder.resolve("a.file"), new byte[] {1});
    }

    @Test
    void isForNobodyElse() throws IOException {
        var folder = Transit.folder(data);
        assertThat(folder).isEmptyDirectory();
        assertThat(Files.getPosixFilePermissions(data.resolve("transit")))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void twoInOneProcessLeaveEachOtherAlone() throws IOException {
        var first = file(Transit.folder(data));
        var second = file(Transit.folder(data));
        var _ = Transit.folder(data);
        assertThat(first).exists();
        assertThat(second).exists();
    }

    @Test
    void whatAProcessHasGoesAfterItAndNotBefore() throws Exception {
        var process = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-cp",
                        Optional.ofNullable(System.getProperty("java.class.path"))
                                .orElse("."),
                        TransitProcess.class.getName(),
                        data.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var said = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            var theirs = file(Path.of(String.valueOf(said.readLine())));
            for (var start = 0; start < 2; start++) {
                assertThat(Transit.folder(data)).isEmptyDirectory();
                assertThat(theirs).exists();
            }
            process.destroyForcibly();
            var _ = process.onExit().get();
            var _ = Transit.folder(data);
            assertThat(theirs).doesNotExist();
            assertThat(theirs.getParent()).doesNotExist();
        } finally {
            process.destroyForcibly();
        }
    }
}
