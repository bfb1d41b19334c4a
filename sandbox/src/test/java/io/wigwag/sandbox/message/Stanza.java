package io.wigwag.sandbox.message;

import io.wigwag.core.binary.Node;
import io.wigwag.core.binary.NodeBuilder;
import io.wigwag.core.id.Jid;
import io.wigwag.core.octets.Octets;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Stanzas as clients write them.
final class Stanza {
    private Stanza() {}

    static Node enc(String type, String secret) {
        return Node.tag("enc")
                .attribute("v", "2")
                .attribute("type", type)
                .bytes(Octets.wrap(secret.getBytes(StandardCharsets.UTF_8)))
                .build();
    }

    static Node to(Jid device, Node... encs) {
        return Node.tag("to").attribute("jid", device).children(List.of(encs)).build();
    }

    static NodeBuilder message(String id, Jid to) {
        return Node.tag("message").attribute("id", id).attribute("to", to).attribute("type", "text");
    }

    /// A message with a ciphertext for each device, by its own name.
    static Node message(String id, Jid to, Jid... devices) {
        var list = Node.tag("participants");
        for (var device : devices) {
            list.child(to(device, enc("msg", device.toString())));
        }
        return message(id, to).child(list).build();
    }

    static NodeBuilder receipt(String id, Jid to) {
        return Node.tag("receipt").attribute("id", id).attribute("to", to);
    }

    /// The texts inside of a stanza's ciphertexts, in their order.
    static List<String> secrets(Node stanza) {
        return stanza.children("enc").stream()
                .map(enc -> enc.text().orElseThrow())
                .toList();
    }
}
