package io.wigwag.interop.conform;

/// What our code has to do with the cases of one vector file.
public interface VectorSuite {
    /// The file's name, by which it is found in a folder.
    String file();

    /// Runs one case against our code, in both directions where its format allows.
    ///
    /// @throws Mismatch where our code does otherwise than the case says; any other exception fails it too
    /// @throws NotCovered for a kind that belongs to a part of the engine that does not exist yet
    void check(VectorCase vector) throws Exception;

    /// Ends a case whose kind no branch of a suite knows: silence would count it as passed.
    static AssertionError unknownKind(VectorCase vector) {
        return new AssertionError("unknown kind: " + vector.kind());
    }

    /// A case that can't be run yet, with what is missing. It is counted apart and never as passed.
    final class NotCovered extends Exception {
        private static final long serialVersionUID = 1;

        public NotCovered(String missing) {
            super(missing, null, false, false);
        }
    }
}
