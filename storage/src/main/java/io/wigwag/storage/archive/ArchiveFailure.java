package io.wigwag.storage.archive;

import java.io.IOException;
import java.nio.file.Path;

/// Why an archive can't be written or read. Messages name no record.
public abstract sealed class ArchiveFailure extends Exception {
    private static final long serialVersionUID = 1;

    private ArchiveFailure(String message) {
        super(message);
    }

    /// The file can't be read or written.
    public static final class Unreadable extends ArchiveFailure {
        private static final long serialVersionUID = 1;

        private Unreadable(String message) {
            super(message);
        }

        static Unreadable because(Path file, IOException cause) {
            return new Unreadable(
                    "archive " + file + ": " + cause.getClass().getSimpleName() + " " + cause.getMessage());
        }
    }

    /// The secret is too weak or of another kind than the archive wants.
    public static final class WrongSecret extends ArchiveFailure {
        private static final long serialVersionUID = 1;

        WrongSecret(String message) {
            super(message);
        }
    }

    /// The file is no archive, was changed, or was put together from several.
    public static final class Damaged extends ArchiveFailure {
        private static final long serialVersionUID = 1;

        Damaged(String message) {
            super(message);
        }
    }

    /// The file ends before the archive does: the export was cut off, and can go on.
    public static final class Unfinished extends ArchiveFailure {
        private static final long serialVersionUID = 1;

        Unfinished() {
            super("the archive is not complete: run the export again, it goes on where it was");
        }
    }

    /// The archive is complete: what has happened since is not in it, and is not added to it.
    public static final class Finished extends ArchiveFailure {
        private static final long serialVersionUID = 1;

        Finished() {
            super("the file is a complete archive of an earlier export: write to another file, or remove this one"
                    + " first");
        }
    }

    /// What is in the archive does not fit what is in the store, or the other way round.
    public static final class Conflict extends ArchiveFailure {
        private static final long serialVersionUID = 1;

        Conflict(String message) {
            super(message);
        }
    }
}
