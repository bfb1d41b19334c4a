package io.wigwag.gateway.cli.client;

import io.wigwag.gateway.cli.ExitStatus;
import java.net.URI;

/// A gateway did not do what was asked of it. The message is for a person and says what to do next.
public abstract sealed class CallFailed extends Exception {
    private static final long serialVersionUID = 1;

    private CallFailed(String message) {
        super(message, null, false, false);
    }

    /// What the command that asked ends with.
    public abstract int exitStatus();

    /// Nobody answered.
    public static final class NotReached extends CallFailed {
        private static final long serialVersionUID = 1;

        NotReached(URI where, String why) {
            super("No gateway answers at " + where + " (" + why + "). Start one with ./wigwag up, or name another with"
                    + " --url.");
        }

        @Override
        public int exitStatus() {
            return ExitStatus.NO_GATEWAY;
        }
    }

    /// Somebody answered who is no gateway of this version.
    public static final class NotUnderstood extends CallFailed {
        private static final long serialVersionUID = 1;

        NotUnderstood(URI where, String what) {
            super("What answers at " + where + " is no gateway of this version: " + what + ".");
        }

        @Override
        public int exitStatus() {
            return ExitStatus.NO_GATEWAY;
        }
    }

    /// What was named is not one of what there is.
    public static final class NotOne extends CallFailed {
        private static final long serialVersionUID = 1;

        NotOne(String message) {
            super(message);
        }

        @Override
        public int exitStatus() {
            return ExitStatus.FAILED;
        }
    }

    /// The gateway refused, in the words of its problem.
    public static final class Refused extends CallFailed {
        private static final long serialVersionUID = 1;

        private final transient ToldProblem problem;

        Refused(ToldProblem problem) {
            super(problem.sentence());
            this.problem = problem;
        }

        public ToldProblem problem() {
            return problem;
        }

        @Override
        public int exitStatus() {
            return problem.status() == 401 ? ExitStatus.NO_GATEWAY : ExitStatus.FAILED;
        }
    }
}
