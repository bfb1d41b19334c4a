package io.wigwag.sandbox.http;

import io.wigwag.core.octets.Octets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// What came with a request: in memory when it is small, else in a temporary file, which goes when the request is done.
public sealed interface Body {
    record InMemory(Octets bytes) implements Body {}

    record InFile(Path file, long size) implements Body {}

    default long size() {
        return switch (this) {
            case InMemory(var bytes) -> bytes.size();
            case InFile(var file, var size) -> size;
        };
    }

    default Octets bytes() throws IOException {
        return switch (this) {
            case InMemory(var bytes) -> bytes;
            case InFile(var file, var size) -> Octets.wrap(Files.readAllBytes(file));
        };
    }

    default String text() throws IOException {
        return new String(bytes().toArray(), StandardCharsets.UTF_8);
    }
}
