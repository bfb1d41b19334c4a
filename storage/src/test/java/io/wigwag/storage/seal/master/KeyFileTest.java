package io.wigwag.storage.seal.master;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFileTest {
    private final SecureRandom random = new SecureRandom();

    @TempDir
    Path directory = Path.of("");

    private Path path = directory;

    @BeforeEach
    void chooseAPlace() {
        path = directory.resolve("master.key");
    }

    @Test
    void aMadeKeyIsItsOwnersAloneAndFoundAgain() throws Exception {
        var made = new KeyFile(path).make("first", random);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
        assertThat(new KeyFile(path).keys()).extracting(MasterKey::reveal).containsExactly(made.reveal());
    }

    @Test
    void aKeyIsNeverOverwritten() throws Exception {
        var made = new KeyFile(path).make("first", random);

        assertThatThrownBy(() -> new KeyFile(path).make("first", random)).isInstanceOf(MasterKeyTrouble.Unusable.class);
        assertThat(new KeyFile(path).keys()).extracting(MasterKey::reveal).containsExactly(made.reveal());
    }

    @Test
    void severalKeysStandInOrderBetweenNotes() throws Exception {
        var one = MasterKey.generate("one", random);
        var two = MasterKey.generate("two", random);
        write("# since May\n\n  " + two.reveal() + "\n# the old one\n" + one.reveal(), "rw-------");

        assertThat(new KeyFile(path).keys()).extracting(MasterKey::name).containsExactly("two", "one");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rwx------", "r-------x", "rw-rw-rw-"})
    void aFileThatOthersMayUseIsRefused(String mode) throws Exception {
        write(MasterKey.generate("k", random).reveal(), mode);

        assertThatThrownBy(() -> new KeyFile(path).keys())
                .isInstanceOf(MasterKeyTrouble.Unusable.class)
                .hasMessageContaining("chmod 600")
                .hasMessageContaining(mode);
    }

    @Test
    void aFileThatOnlyCanBeReadWillDo() throws Exception {
        write(MasterKey.generate("k", random).reveal(), "r--------");

        assertThat(new KeyFile(path).keys()).hasSize(1);
    }

    @Test
    void onlyWeAndRootMayOwnIt() {
        assertThat(KeyFile.mayOwn(1000, 1000)).isTrue();
        assertThat(KeyFile.mayOwn(0, 1000)).isTrue();
        assertThat(KeyFile.mayOwn(1001, 1000)).isFalse();
        assertThat(KeyFile.mayOwn(1001, 0)).isFalse();
    }

    @Test
    void aFileWithoutAKeyOrTooLargeOrMissingIsToldApart() throws Exception {
        assertThatThrownBy(() -> new KeyFile(path).keys()).isInstanceOf(MasterKeyTrouble.Missing.class);

        write("# nothing\n", "rw-------");
        assertThatThrownBy(() -> new KeyFile(path).keys())
                .isInstanceOf(MasterKeyTrouble.Unusable.class)
                .hasMessageContaining("holds no key");

        write("#".repeat(70_000), "rw-------");
        assertThatThrownBy(() -> new KeyFile(path).keys())
                .isInstanceOf(MasterKeyTrouble.Unusable.class)
                .hasMessageContaining("larger");

        assertThatThrownBy(() -> new KeyFile(directory).keys()).isInstanceOf(MasterKeyTrouble.Unusable.class);
    }

    private void write(String text, String mode) throws Exception {
        Files.writeString(path, text);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }
}
