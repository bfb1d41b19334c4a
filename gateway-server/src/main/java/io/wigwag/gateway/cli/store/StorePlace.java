package io.wigwag.gateway.cli.store;

import io.wigwag.storage.document.DocumentAdapter;
import io.wigwag.storage.embedded.EmbeddedAdapter;
import io.wigwag.storage.embedded.EmbeddedSettings;
import io.wigwag.storage.mongo.MongoAdapter;
import io.wigwag.storage.mongo.MongoSettings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Where a store is. Prints no password.
sealed interface StorePlace {
    String FORMS = "A store is sqlite:FOLDER, a mongodb:// URI, or env:NAME for a variable that holds one of these"
            + " (a password in a command line can be read by others on this machine).";

    DocumentAdapter open(Consumer<String> notes);

    /// Whether there is something to open, as far as can be told from outside.
    boolean exists();

    /// Reads what a person wrote; empty when it is a variable that is not set.
    static Optional<StorePlace> of(String written, Map<String, String> environment) {
        if (written.startsWith("env:")) {
            return Optional.ofNullable(environment.get(written.substring("env:".length())))
                    .map(StorePlace::of);
        }
        return Optional.of(of(written));
    }

    private static StorePlace of(String written) {
        if (written.startsWith("mongodb://") || written.startsWith("mongodb+srv://")) {
            return new Mongo(written);
        }
        return new Folder(Path.of(written.startsWith("sqlite:") ? written.substring("sqlite:".length()) : written));
    }

    /// The folder of an embedded store, with its master key in it when none is configured.
    record Folder(Path path) implements StorePlace {
        Path keyFile() {
            return path.resolve("master.key");
        }

        @Override
        public DocumentAdapter open(Consumer<String> notes) {
            return EmbeddedAdapter.open(path, EmbeddedSettings.DEFAULT);
        }

        @Override
        public boolean exists() {
            return EmbeddedAdapter.isIn(path);
        }

        @Override
        public String toString() {
            return path.toString();
        }
    }

    record Mongo(String uri) implements StorePlace {
        @Override
        public DocumentAdapter open(Consumer<String> notes) {
            return MongoAdapter.open(MongoSettings.of(uri), notes);
        }

        @Override
        public boolean exists() {
            return true;
        }

        @Override
        public String toString() {
            return "the MongoDB store";
        }
    }
}
