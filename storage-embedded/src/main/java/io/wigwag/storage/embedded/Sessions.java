package io.wigwag.storage.embedded;

import io.wigwag.storage.document.StoreUnavailable;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.sqlite.SQLiteConfig;

/// Connections to the file, set up for what they do.
final class Sessions {
    /// "wgwg": tells our files from others, in the file's header.
    private static final int APPLICATION = 0x77677767;

    private static final int LAYOUT = 1;
    private static final int PAGE_BYTES = 4_096;
    private static final int BUSY_MILLIS = 10_000;

    private Sessions() {}

    /// The writer's: the first to be opened. Checks the file, and brings it to the layout that we know.
    static SqlSession writing(Path path, EmbeddedSettings settings) throws SQLException {
        var config = config(settings);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setPageSize(PAGE_BYTES);
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        var session = new SqlSession(config.createConnection(url(path)));
        try {
            check(session);
            if (settings.maxMebibytes() > 0) {
                session.execute("PRAGMA max_page_count = " + (settings.maxMebibytes() * 1024L * 1024 / PAGE_BYTES));
            }
            session.execute("PRAGMA application_id = " + APPLICATION);
            session.execute("PRAGMA user_version = " + LAYOUT);
            // What a destroyed key was is overwritten with it, as is every deleted row.
            session.query(Sql.plain("PRAGMA secure_delete = ON"), row -> row.getLong(1));
            Declaring.prepare(session);
            return session;
        } catch (SQLException | StoreUnavailable failed) {
            session.close();
            throw failed;
        }
    }

    static SqlSession reading(Path path, EmbeddedSettings settings) throws SQLException {
        var session = new SqlSession(config(settings).createConnection(url(path)));
        session.execute("PRAGMA query_only = ON");
        return session;
    }

    /// Every page is looked at once: damage is found now, not in the middle of somebody's conversation.
    private static void check(SqlSession session) throws SQLException {
        var application = number(session, "application_id");
        var layout = number(session, "user_version");
        if (application != 0 && application != APPLICATION) {
            throw new StoreUnavailable("the file belongs to another program", false);
        }
        if (layout > LAYOUT) {
            throw new StoreUnavailable("the file was written by a newer version: layout " + layout, false);
        }
        var findings = session.query(Sql.plain("PRAGMA quick_check(3)"), row -> row.getString(1));
        if (!findings.equals(List.of("ok"))) {
            throw new StoreUnavailable("the file is damaged: " + findings, false);
        }
    }

    private static long number(SqlSession session, String pragma) throws SQLException {
        return session.query(Sql.plain("PRAGMA " + pragma), row -> row.getLong(1))
                .getFirst();
    }

    private static SQLiteConfig config(EmbeddedSettings settings) {
        var config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_MILLIS);
        // Negative: in KiB, not in pages.
        config.setCacheSize(-settings.cacheMebibytes() * 1024);
        config.setTempStore(SQLiteConfig.TempStore.MEMORY);
        return config;
    }

    static String url(Path path) {
        return "jdbc:sqlite:" + path.toAbsolutePath();
    }
}
