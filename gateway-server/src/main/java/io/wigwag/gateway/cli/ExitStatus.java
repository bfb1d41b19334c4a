package io.wigwag.gateway.cli;

/// What the exit statuses of every command mean.
public final class ExitStatus {
    public static final int OK = 0;
    /// The command ran and its work failed: what went wrong has been printed.
    public static final int FAILED = 1;
    /// The command was not understood; nothing was done.
    public static final int USAGE = 2;
    /// No gateway answers where it was looked for, or it does not take the key.
    public static final int NO_GATEWAY = 3;
    /// What was waited for did not happen in time; nothing went wrong otherwise.
    public static final int NOT_IN_TIME = 4;
    /// All works, and something should be looked at.
    public static final int DOUBTFUL = 5;

    private ExitStatus() {}
}
