package io.wigwag.gateway.cli;

/// What the exit statuses of every command mean.
public final class ExitStatus {
    public static final int OK = 0;
    /// The command ran and its work failed: what went wrong has been printed.
    public static final int FAILED = 1;
    /// The command was not understood; nothing was done.
    public static final int USAGE = 2;

    private ExitStatus() {}
}
