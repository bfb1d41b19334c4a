package io.wigwag.core.media;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/// No host took the file. Carries no stack, as it tells of the other side.
public final class UploadFailed extends Exception {
    private static final long serialVersionUID = 1;
    private static final int NONE = -1;

    /// What to do next differs between these.
    public enum Reason {
        /// The server did not say where to go; with a connection it may be tried again.
        NO_HOSTS,
        /// The hosts refuse this file; another attempt changes nothing.
        REFUSED,
        /// The hosts could not be reached, or have trouble; later they may take it.
        UNREACHABLE
    }

    private final Reason reason;
    private final int status;
    private final transient Optional<Duration> wait;

    private UploadFailed(Reason reason, int status, Optional<Duration> wait, String message) {
        super(message, null, false, false);
        this.reason = reason;
        this.status = status;
        this.wait = wait;
    }

    static UploadFailed noHosts(String why) {
        return new UploadFailed(Reason.NO_HOSTS, NONE, Optional.empty(), "no media hosts: " + why);
    }

    static UploadFailed refused(MediaHost host, int status) {
        return new UploadFailed(Reason.REFUSED, status, Optional.empty(), host.name() + ": " + status);
    }

    static UploadFailed troubled(MediaHost host, int status, Optional<Duration> wait) {
        return new UploadFailed(Reason.UNREACHABLE, status, wait, host.name() + ": " + status);
    }

    static UploadFailed unreachable(MediaHost host, String why) {
        return new UploadFailed(Reason.UNREACHABLE, NONE, Optional.empty(), host.name() + ": " + why);
    }

    public Reason reason() {
        return reason;
    }

    /// What the host answered, if it did.
    public OptionalInt status() {
        return status == NONE ? OptionalInt.empty() : OptionalInt.of(status);
    }

    /// How long the host wants to be left alone.
    public Optional<Duration> backoff() {
        return wait;
    }
}
