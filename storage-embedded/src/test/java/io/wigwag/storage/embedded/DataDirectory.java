package io.wigwag.storage.embedded;

import io.wigwag.storage.document.DocumentStore;
import io.wigwag.storage.document.Records;
import io.wigwag.storage.document.Tenant;
import io.wigwag.storage.testing.Note;
import io.wigwag.storage.testing.ScrambleSealer;
import java.nio.file.Path;
import java.util.List;

/// A store of notes in a directory, as these tests and their child processes open it.
final class DataDirectory {
    static final Tenant TENANT = new Tenant("ana");

    private DataDirectory() {}

    static DocumentStore open(Path directory) {
        return open(directory, EmbeddedSettings.DEFAULT);
    }

    static DocumentStore open(Path directory, EmbeddedSettings settings) {
        return open(EmbeddedAdapter.open(directory, settings));
    }

    static DocumentStore open(EmbeddedAdapter adapter) {
        return DocumentStore.open(adapter, new ScrambleSealer(), List.of(Note.SCHEMA, Note.OTHER_SCHEMA));
    }

    static Records<Note> notes(DocumentStore store) {
        return store.records(Note.TYPE, TENANT);
    }

    static Records<Note> otherNotes(DocumentStore store) {
        return store.records(Note.OTHER_TYPE, TENANT);
    }
}
