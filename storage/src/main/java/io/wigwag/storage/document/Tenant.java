package io.wigwag.storage.document;

import java.util.regex.Pattern;

/// Whose documents these are. Every document belongs to exactly one.
public record Tenant(String name) implements Comparable<Tenant> {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

    /// The installation's own: leases, migrations, what no customer owns.
    public static final Tenant SYSTEM = new Tenant("system");

    public Tenant {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("tenant: " + name + " (expected: " + NAME + ")");
        }
    }

    @Override
    public int compareTo(Tenant other) {
        return name.compareTo(other.name);
    }
}
