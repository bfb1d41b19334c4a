package io.wigwag.storage.seal.master;

/// Why a data key can't be wrapped or opened. Each message says what to do; none holds a key.
public abstract sealed class MasterKeyTrouble extends Exception {
    private static final long serialVersionUID = 1;

    private MasterKeyTrouble(String message) {
        super(message);
    }

    /// Whether the same call may succeed later with nothing changed here.
    public boolean retryable() {
        return false;
    }

    /// No master key is configured, and none may be made.
    public static final class Missing extends MasterKeyTrouble {
        private static final long serialVersionUID = 1;

        public Missing(String message) {
            super(message);
        }
    }

    /// What is configured can't be used as it is.
    public static final class Unusable extends MasterKeyTrouble {
        private static final long serialVersionUID = 1;

        public Unusable(String message) {
            super(message);
        }
    }

    /// Something was wrapped by a key that is not among ours.
    public static final class Unknown extends MasterKeyTrouble {
        private static final long serialVersionUID = 1;

        public Unknown(String masterKey) {
            super("wrapped by master key '" + masterKey + "', which is not configured: add it again behind the current"
                    + " one, and remove it only after a complete rotate-keys");
        }
    }

    /// A key of the right name that does not open what was wrapped under this name.
    public static final class Wrong extends MasterKeyTrouble {
        private static final long serialVersionUID = 1;

        public Wrong(String masterKey) {
            super("master key '" + masterKey + "' does not open what was wrapped under its name: it is another key than"
                    + " at that time, or the store was changed; restore the key that this store was made with");
        }
    }

    /// The key service did not answer, or not in time.
    public static final class Unavailable extends MasterKeyTrouble {
        private static final long serialVersionUID = 1;

        public Unavailable(String message) {
            super(message);
        }

        @Override
        public boolean retryable() {
            return true;
        }
    }

    /// The key service answered that it will not.
    public static final class Refused extends MasterKeyTrouble {
        private static final long serialVersionUID = 1;

        public Refused(String message) {
            super(message);
        }
    }
}
