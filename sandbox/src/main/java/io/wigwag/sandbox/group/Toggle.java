package io.wigwag.sandbox.group;

import java.util.Arrays;
import java.util.Optional;

/// What is on or off in a group: one element says on, another one off.
public enum Toggle {
    /// Only admins write.
    ANNOUNCEMENT("announcement", "not_announcement"),
    /// Only admins change what the group is called and about.
    LOCKED("locked", "unlocked"),
    NO_FREQUENTLY_FORWARDED("no_frequently_forwarded", "frequently_forwarded_ok"),
    ADMIN_REPORTS("allow_admin_reports", "not_allow_admin_reports"),
    /// Newcomers see what was written of late.
    GROUP_HISTORY("group_history", "no_group_history");

    private final String on;
    private final String off;

    Toggle(String on, String off) {
        this.on = on;
        this.off = off;
    }

    /// The tag of the element that says so.
    public String tag(boolean isOn) {
        return isOn ? on : off;
    }

    /// The one that an element is about.
    public static Optional<Toggle> of(String tag) {
        return Arrays.stream(values())
                .filter(toggle -> toggle.on.equals(tag) || toggle.off.equals(tag))
                .findFirst();
    }

    public boolean isOn(String tag) {
        return on.equals(tag);
    }
}
