package io.wigwag.core.people;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.id.Jid;
import io.wigwag.core.stanza.Iq;
import io.wigwag.core.stanza.IqRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Asks for keys of devices, to begin sessions: `<iq type=get xmlns=encrypt><key><user jid/>...</key></iq>`. Each
/// answer uses up a one-time key of its device, so nobody is asked about twice.
///
/// @param afterChange whether the keys that we know of these devices have changed
record BundleQuery(List<Jid> devices, boolean afterChange) implements IqRequest<Map<Jid, FetchedBundle>> {
    BundleQuery {
        devices = List.copyOf(devices);
    }

    @Override
    public Node toNode(String id) {
        var key = Node.tag("key");
        for (var device : devices) {
            var user = Node.tag("user").attribute("jid", device);
            key.child(afterChange ? user.attribute("reason", "identity") : user);
        }
        return Iq.get(id, "encrypt").child(key).build();
    }

    @Override
    public Map<Jid, FetchedBundle> read(Node result) throws MalformedNode {
        var answer = new LinkedHashMap<Jid, FetchedBundle>();
        for (var user : result.requireChild("list").children("user")) {
            answer.put(user.attributes().requireJid("jid"), BundleReader.fetched(user));
        }
        return answer;
    }
}
