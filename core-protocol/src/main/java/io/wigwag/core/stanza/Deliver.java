package io.wigwag.core.stanza;

import io.wigwag.core.binary.Node;

/// Turns the delivery of stanzas on or off: `<iq type="set" xmlns="passive"><active/></iq>`. After a login the server
/// holds back what waits until it hears `active`.
public enum Deliver implements IqRequest<Done> {
    ACTIVE("active"),
    PASSIVE("passive");

    private final String tag;

    Deliver(String tag) {
        this.tag = tag;
    }

    @Override
    public Node toNode(String id) {
        return Iq.set(id, "passive").child(Node.of(tag)).build();
    }

    @Override
    public Done read(Node result) {
        return Done.DONE;
    }
}
