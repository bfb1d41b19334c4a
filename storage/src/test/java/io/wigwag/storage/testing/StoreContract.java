package io.wigwag.storage.testing;

import io.wigwag.storage.document.DocumentAdapter;
import io.wigwag.storage.document.DocumentStore;
import io.wigwag.storage.document.Query;
import io.wigwag.storage.document.Records;
import io.wigwag.storage.document.Schema;
import io.wigwag.storage.document.Tenant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// What every contract suite starts from: an empty store on the adapter under test.
public abstract class StoreContract {
    protected static final Tenant ANA = new Tenant("ana");
    protected static final Tenant BO = new Tenant("bo");

    protected DocumentAdapter adapter = new MemoryAdapter();
    protected DocumentStore store = open(adapter, List.of());

    /// A new and empty store, unlike those of other tests.
    protected abstract DocumentAdapter adapter() throws Exception;

    /// What a suite needs besides notes.
    protected List<Schema> furtherSchemas() {
        return List.of();
    }

    @BeforeEach
    final void openStore() throws Exception {
        adapter = adapter();
        store = open(adapter, furtherSchemas());
    }

    @AfterEach
    final void closeStore() {
        store.close();
    }

    private static DocumentStore open(DocumentAdapter over, List<Schema> further) {
        var schemas = new ArrayList<>(further);
        schemas.addAll(List.of(Note.SCHEMA, Note.OTHER_SCHEMA));
        return DocumentStore.open(over, new ScrambleSealer(), schemas);
    }

    protected final Records<Note> notes() {
        return store.records(Note.TYPE, ANA);
    }

    protected final Records<Note> otherNotes() {
        return store.records(Note.OTHER_TYPE, ANA);
    }

    protected final List<String> ids(Query query) {
        return notes().find(query).records().stream().map(Note::id).toList();
    }
}
