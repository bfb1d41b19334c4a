package io.wigwag.sandbox.appstate;

import com.google.protobuf.InvalidProtocolBufferException;
import io.wigwag.core.octets.Octets;
import io.wigwag.proto.appstate.SyncdPatch;
import io.wigwag.proto.appstate.SyncdVersion;
import java.util.ArrayList;
import java.util.List;

/// One collection of one account: its patches in order, of which the first makes version 1.
public final class PatchLog {
    private final List<Octets> patches = new ArrayList<>();

    PatchLog() {}

    public long version() {
        return patches.size();
    }

    /// Adds what somebody wrote on top of the present version, and writes into it the version that it makes.
    long append(Octets patch) throws InvalidProtocolBufferException {
        var next = version() + 1;
        var numbered = SyncdPatch.parseFrom(patch.asBuffer()).toBuilder()
                .setVersion(SyncdVersion.newBuilder().setVersion(next))
                .build();
        patches.add(Octets.wrap(numbered.toByteArray()));
        return next;
    }

    /// Puts a patch back to where it was. They may come in any order, as long as all come.
    void restore(long version, Octets patch) {
        while (patches.size() < version) {
            patches.add(Octets.EMPTY);
        }
        patches.set((int) version - 1, patch);
    }

    /// So many patches at most behind a version.
    public List<Octets> after(long version, int most) {
        var from = (int) version;
        return List.copyOf(patches.subList(from, (int) Math.min(patches.size(), (long) from + most)));
    }
}
