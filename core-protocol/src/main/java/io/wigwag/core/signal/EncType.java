package io.wigwag.core.signal;

/// The `type` attribute of an `enc` node.
public enum EncType {
    /// A message that also carries what its receiver needs to build the session.
    PKMSG("pkmsg"),
    MSG("msg"),
    /// A group message under its sender's key.
    SKMSG("skmsg");

    private final String wireName;

    EncType(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }
}
