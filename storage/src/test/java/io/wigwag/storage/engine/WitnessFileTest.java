package io.wigwag.storage.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.storage.document.StoreUnavailable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// R14: the counter that notices an old copy of the store.
class WitnessFileTest {
    private static final int DEVICES = 2_500;

    @TempDir
    private Path directory = Path.of("");

    @Test
    void itRemembersTheHighestOfEachDevice() {
        try (var witness = WitnessFile.open(file())) {
            assertThat(witness.highest("dev_0")).isZero();
            for (var i = 0; i < DEVICES; i++) {
                witness.saw("dev_" + i, i);
                witness.saw("dev_" + i, 10L * i);
                witness.saw("dev_" + i, i);
            }
        }
        try (var witness = WitnessFile.open(file())) {
            for (var i = 0; i < DEVICES; i++) {
                assertThat(witness.highest("dev_" + i)).isEqualTo(10L * i);
            }
            witness.saw("another", 1L << 40);
            witness.saw("dev_7", 71);
        }
        try (var witness = WitnessFile.open(file())) {
            assertThat(witness.highest("another")).isEqualTo(1L << 40);
            assertThat(witness.highest("dev_7")).isEqualTo(71);
            assertThat(witness.highest("dev_8")).isEqualTo(80);
        }
    }

    @Test
    void whatItWasToldIsThereWithoutAGoodbye() {
        try (var killed = WitnessFile.open(file())) {
            killed.saw("dev_1", 5);
            try (var next = WitnessFile.open(file())) {
                assertThat(next.highest("dev_1")).isEqualTo(5);
            }
        }
    }

    @Test
    void aFileThatWasCutAtItsBeginningIsBegunAgain() throws Exception {
        Files.write(file(), new byte[20]);
        try (var witness = WitnessFile.open(file())) {
            assertThat(witness.highest("dev_1")).isZero();
        }
    }

    @Test
    void anotherFileIsNotTouched() throws Exception {
        var foreign = new byte[] {1, 2, 3};
        Files.write(file(), foreign);
        assertThatThrownBy(() -> WitnessFile.open(file()))
                .isInstanceOf(StoreUnavailable.class)
                .hasMessageContaining("no witness file");
        assertThat(file()).hasBinaryContent(foreign);
    }

    @Test
    void itIsItsOwnersAndNamesNobody() throws Exception {
        try (var witness = WitnessFile.open(file())) {
            witness.saw("dev_1", 1);
        }
        assertThat(Files.getPosixFilePermissions(file())).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(new String(Files.readAllBytes(file()), StandardCharsets.ISO_8859_1))
                .doesNotContain("dev_1");
    }

    private Path file() {
        return directory.resolve("witness");
    }
}
