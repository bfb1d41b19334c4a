package io.wigwag.sandbox.world;

import io.wigwag.core.id.Jid;

/// Which of a person's two addresses a conversation uses. What came by one goes on by the same one.
public enum Addressing {
    PN,
    LID;

    /// The addressing that an address belongs to.
    public static Addressing of(Jid address) {
        return address.isLid() ? LID : PN;
    }

    public Addressing other() {
        return this == PN ? LID : PN;
    }

    public Jid of(Account account) {
        return this == PN ? account.pn() : account.lid();
    }

    public Jid of(Device device) {
        return this == PN ? device.pn() : device.lid();
    }

    /// As the wire writes it, also at the end of attribute names.
    public String text() {
        return this == PN ? "pn" : "lid";
    }
}
