package io.wigwag.gateway.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.gateway.http.Content;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A fetched file lies on the disk for one answer.
class MediaAnswerTest {
    @TempDir
    private Path folder;

    @Test
    void itsBytesAreGivenAndItGoesWithTheAnswer() throws Exception {
        var file = Files.write(folder.resolve("a.file"), new byte[100_000]);
        var content = (Content.Stream) MessageRoutes.content(file);
        assertThat(content.size()).hasValue(100_000);
        var given = new ByteArrayOutputStream();
        content.source().writeTo(bytes -> given.writeBytes(bytes.toArray()));
        assertThat(given.size()).isEqualTo(100_000);
        content.release().run();
        assertThat(file).doesNotExist();
    }

    @Test
    void itGoesAlsoWhereNobodyTakesAByte() throws Exception {
        var file = Files.write(folder.resolve("a.file"), new byte[3]);
        ((Content.Stream) MessageRoutes.content(file)).release().run();
        assertThat(file).doesNotExist();
    }

    @Test
    void whatIsNotThereIsNoAnswer() {
        assertThatThrownBy(() -> MessageRoutes.content(folder.resolve("none.file")))
                .isInstanceOf(IOException.class);
    }
}
