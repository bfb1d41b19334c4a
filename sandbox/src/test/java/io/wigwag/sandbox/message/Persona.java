package io.wigwag.sandbox.message;

import io.wigwag.core.binary.Node;
import io.wigwag.sandbox.server.Delivery;
import io.wigwag.sandbox.world.Device;
import io.wigwag.sandbox.world.QueueEntry.Kind;
import java.util.List;

/// A persona that notes what companions tell it, and says that it sent whatever begins with `PEER`.
record Persona(List<Node> told) implements Delivery.Phones {
    @Override
    public void receive(Device phone, Kind kind, Node stanza) {
        told.add(stanza);
    }

    @Override
    public void fromCompanion(Device companion, Kind kind, Node stanza) {
        told.add(stanza);
    }

    @Override
    public boolean personaSent(Device companion, String id) {
        return id.startsWith("PEER");
    }
}
