package io.wigwag.core.testing;

import io.wigwag.core.memory.MemoryState;
import io.wigwag.core.port.CommitRefused;
import io.wigwag.core.port.StateChange;
import io.wigwag.core.port.StateUnavailable;
import java.io.IOException;
import java.util.List;

/// A device's memory in maps that counts reads and writes, so that a test can see that an operation took one of each,
/// and refuses a commit when told to.
public final class MemoryDeviceState extends MemoryState {
    private int reads;
    private int commits;
    private boolean refusing;
    private boolean away;

    public int reads() {
        return reads;
    }

    public int commits() {
        return commits;
    }

    /// Whether it can't be read for now.
    public void away(boolean now) {
        away = now;
    }

    /// The next commit fails, the ones after it do not.
    public void refuseNextCommit() {
        refusing = true;
    }

    @Override
    public void commit(List<StateChange> changes) {
        if (refusing) {
            refusing = false;
            throw new CommitRefused("as the test has ordered");
        }
        commits++;
        super.commit(changes);
    }

    @Override
    protected void reading() {
        if (away) {
            throw new StateUnavailable("as the test has ordered", new IOException("nobody is there"));
        }
        reads++;
    }
}
