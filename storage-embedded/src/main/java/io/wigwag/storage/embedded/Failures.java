package io.wigwag.storage.embedded;

import io.wigwag.storage.document.StoreUnavailable;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// What SQLite complains about, in the words of the port.
final class Failures {
    private static final int PRIMARY_CODE = 0xff;

    private Failures() {}

    static boolean isConstraint(SQLException failure) {
        return primary(failure) == SQLiteErrorCode.SQLITE_CONSTRAINT.code;
    }

    static StoreUnavailable of(SQLException failure) {
        var code = SQLiteErrorCode.getErrorCode(primary(failure));
        return switch (code) {
            case SQLITE_BUSY, SQLITE_LOCKED -> new StoreUnavailable("the store is busy", true, failure);
            case SQLITE_FULL -> new StoreUnavailable("the disk is full", false, failure);
            case SQLITE_CORRUPT, SQLITE_NOTADB -> new StoreUnavailable("the file is damaged", false, failure);
            case SQLITE_READONLY, SQLITE_PERM, SQLITE_CANTOPEN ->
                new StoreUnavailable("the file may not be written", false, failure);
            default -> new StoreUnavailable("the file could not be used: " + code.name(), false, failure);
        };
    }

    private static int primary(SQLException failure) {
        return failure instanceof SQLiteException sqlite ? sqlite.getResultCode().code & PRIMARY_CODE : 0;
    }
}
