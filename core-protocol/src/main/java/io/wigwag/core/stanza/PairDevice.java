package io.wigwag.core.stanza;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import java.util.ArrayList;
import java.util.List;

/// The server has taken us for a device to be linked, and says under which names a phone will find us, one after the
/// other: `<iq type="set" xmlns="md"><pair-device><ref>...</ref>...</pair-device></iq>`.
public record PairDevice(String id, List<String> refs) implements ServerStanza {
    public PairDevice {
        refs = List.copyOf(refs);
    }

    static PairDevice read(Node iq) throws MalformedNode {
        var refs = new ArrayList<String>();
        for (var ref : iq.requireChild("pair-device").children("ref")) {
            refs.add(ref.requireText());
        }
        if (refs.isEmpty()) {
            throw new MalformedNode("pair-device: no ref");
        }
        return new PairDevice(iq.attributes().requireText("id"), refs);
    }

    /// What the server waits for.
    public Node reply() {
        return Iq.result(id);
    }
}
