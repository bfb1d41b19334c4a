package io.wigwag.storage.embedded;

import io.wigwag.storage.document.DocumentAdapter;
import io.wigwag.storage.document.Query;
import io.wigwag.storage.document.Schema;
import io.wigwag.storage.document.StoreUnavailable;
import io.wigwag.storage.document.StoredDocument;
import io.wigwag.storage.document.Tenant;
import io.wigwag.storage.document.Update;
import io.wigwag.storage.document.Write;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/// The document port in one SQLite file. Owns the file, its writer thread and its readers until it is closed.
public final class EmbeddedAdapter implements DocumentAdapter {
    private final DataFile file;
    private final SqlSession writing;
    private final Writer writer;
    private final Readers readers;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedAdapter(DataFile file, SqlSession writing, Readers readers) {
        this.file = file;
        this.writing = writing;
        this.writer = new Writer(writing);
        this.readers = readers;
    }

    /// Opens the store in this directory, or makes one there, for its owner's eyes only. Checks the file first;
    /// fails with [StoreUnavailable] when it is damaged or somebody else has it open.
    public static EmbeddedAdapter open(Path directory, EmbeddedSettings settings) {
        var file = DataFile.in(directory);
        var opened = new ArrayList<SqlSession>();
        try {
            opened.add(Sessions.writing(file.path(), settings));
            for (var i = 0; i < settings.readers(); i++) {
                opened.add(Sessions.reading(file.path(), settings));
            }
            var adapter = new EmbeddedAdapter(file, opened.getFirst(), new Readers(opened.subList(1, opened.size())));
            adapter.writer.start();
            return adapter;
        } catch (SQLException failed) {
            throw abandon(file, opened, Failures.of(failed));
        } catch (StoreUnavailable damaged) {
            throw abandon(file, opened, damaged);
        }
    }

    /// Whether there is a store in this directory. Makes nothing.
    public static boolean isIn(Path directory) {
        return DataFile.isIn(directory);
    }

    @Override
    public void declare(Collection<Schema> schemas) {
        writer.run(writing -> {
            writing.declare(schemas);
            return schemas;
        });
    }

    @Override
    public List<StoredDocument> load(Schema schema, Tenant tenant, Collection<String> ids) {
        return readers.run(session -> Rows.load(session, schema, tenant, ids));
    }

    @Override
    public List<StoredDocument> find(Schema schema, Tenant tenant, Query query) {
        return readers.run(session -> Rows.find(session, schema, tenant, query));
    }

    @Override
    public void write(List<Write> batch) {
        writer.run(writing -> {
            writing.write(batch);
            return batch;
        });
    }

    @Override
    public Optional<StoredDocument> update(Schema schema, Tenant tenant, Query query, Update update) {
        return writer.run(writing -> writing.update(schema, tenant, query, update));
    }

    @Override
    public int delete(Schema schema, Tenant tenant, Query query) {
        return writer.run(writing -> writing.delete(schema, tenant, query));
    }

    /// Copies the store as it is now into another file, while others read and write. The file is complete when it
    /// has its name.
    public void backup(Path target) {
        Backup.write(file.path(), target);
    }

    /// The same for the store in a directory that another process has open, or nobody.
    public static void backup(Path directory, Path target) {
        Backup.write(DataFile.existing(directory), target);
    }

    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        writer.close();
        try {
            readers.close();
            writing.close();
        } catch (SQLException failed) {
            throw Failures.of(failed);
        } finally {
            file.close();
        }
    }

    private static StoreUnavailable abandon(DataFile file, List<SqlSession> opened, StoreUnavailable cause) {
        for (var session : opened) {
            try {
                session.close();
            } catch (SQLException closing) {
                cause.addSuppressed(closing);
            }
        }
        file.close();
        return cause;
    }
}
