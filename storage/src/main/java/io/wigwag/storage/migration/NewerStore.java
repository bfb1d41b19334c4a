package io.wigwag.storage.migration;

/// The store went through a contraction that this program does not know: a newer program, which can read it, is
/// needed.
public final class NewerStore extends Exception {
    private static final long serialVersionUID = 1L;

    NewerStore(int number, String title) {
        super("the store is newer than this program: it went through migration " + number + ", " + title);
    }
}
