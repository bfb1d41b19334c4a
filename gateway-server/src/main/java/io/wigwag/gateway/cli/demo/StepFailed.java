package io.wigwag.gateway.cli.demo;

/// What should have happened did not.
final class StepFailed extends Exception {
    private static final long serialVersionUID = 1;

    StepFailed(String what) {
        super(what, null, false, false);
    }

    static void unless(boolean so, String what) throws StepFailed {
        if (!so) {
            throw new StepFailed(what);
        }
    }
}
