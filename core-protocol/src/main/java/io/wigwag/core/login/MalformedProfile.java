package io.wigwag.core.login;

import java.util.List;

/// Settings that make no client profile: every fault of them, each with the name of its setting.
public final class MalformedProfile extends Exception {
    private static final long serialVersionUID = 1;

    private final transient List<String> faults;

    MalformedProfile(List<String> faults) {
        super(String.join("; ", faults), null, false, false);
        this.faults = List.copyOf(faults);
    }

    public List<String> faults() {
        return faults;
    }
}
