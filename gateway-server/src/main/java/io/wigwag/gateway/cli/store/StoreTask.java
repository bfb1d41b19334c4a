package io.wigwag.gateway.cli.store;

import io.wigwag.gateway.cli.ExitStatus;
import io.wigwag.storage.archive.ArchiveFailure;
import io.wigwag.storage.copy.CopyFailed;
import io.wigwag.storage.document.StoreException;
import io.wigwag.storage.seal.master.MasterKeyTrouble;

/// One piece of work on stores: what can go wrong is told in one line that says what to do next.
@FunctionalInterface
interface StoreTask {
    int run() throws ArchiveFailure, MasterKeyTrouble, CopyFailed, NotReady;

    /// Something outside the store that the work needs is not as it should be.
    final class NotReady extends Exception {
        private static final long serialVersionUID = 1;

        NotReady(String message) {
            super(message);
        }
    }

    /// Runs it; what went wrong is told in a line that begins with `undone`.
    static int attempt(String undone, Surroundings around, StoreTask task) {
        try {
            return task.run();
        } catch (ArchiveFailure.WrongSecret wrong) {
            around.note(undone + ": " + wrong.getMessage() + ". Nothing was written; try again with the passphrase"
                    + " that the archive was made with.");
        } catch (ArchiveFailure.Damaged damaged) {
            around.note(undone + ": " + damaged.getMessage() + ". Nothing was written; take another copy of the"
                    + " archive, or export again.");
        } catch (ArchiveFailure.Conflict conflict) {
            around.note(undone + ": " + conflict.getMessage() + ". Take another file for an export, an empty store for"
                    + " an import.");
        } catch (StoreException | ArchiveFailure | MasterKeyTrouble | CopyFailed | NotReady failed) {
            around.note(undone + ": " + failed.getMessage());
        }
        return ExitStatus.FAILED;
    }
}
