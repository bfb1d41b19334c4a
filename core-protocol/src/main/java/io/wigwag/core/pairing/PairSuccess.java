package io.wigwag.core.pairing;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.id.Jid;
import io.wigwag.core.id.Server;
import io.wigwag.core.octets.Octets;
import java.util.Optional;

/// The server's word that a phone has linked us: who we are from now on, and the phone's statement about it.
/// `<iq id><pair-success><device-identity/><device jid lid/><platform name/><biz name/></pair-success></iq>`
///
/// @param id of the stanza, which the answer repeats
/// @param container the statement, as [LinkedIdentity#accept] checks it
/// @param lid absent from servers that know no LIDs
/// @param platform of the phone
/// @param businessName of a business account
public record PairSuccess(
        String id,
        Octets container,
        Jid jid,
        Optional<Jid> lid,
        Optional<String> platform,
        Optional<String> businessName) {

    public static PairSuccess parse(Node iq) throws MalformedNode {
        var success = iq.requireChild("pair-success");
        var device = success.requireChild("device").attributes();
        return new PairSuccess(
                iq.attributes().requireText("id"),
                success.requireChild("device-identity").requireBytes(),
                own(device.requireJid("jid")),
                hidden(device.jid("lid")),
                success.child("platform").flatMap(node -> node.attributes().text("name")),
                success.child("biz").flatMap(node -> node.attributes().text("name")));
    }

    /// Any device number will do: a phone that is not there leaves its 0 to the first companion.
    private static Jid own(Jid jid) throws MalformedNode {
        var known = jid.server();
        if (jid.number() <= 0 || !(known.equals(Server.USER) || known.equals(Server.HOSTED))) {
            throw new MalformedNode("pair-success: not the address of an account's device");
        }
        return jid;
    }

    private static Optional<Jid> hidden(Optional<Jid> lid) throws MalformedNode {
        if (lid.isPresent() && !lid.get().isLid() && !lid.get().server().equals(Server.HOSTED_LID)) {
            throw new MalformedNode("pair-success: not a LID");
        }
        return lid;
    }

    /// What the server waits for: the statement with our signature. Our credentials are to be stored before it leaves.
    public Node reply(DeviceIdentity signed) {
        return Node.tag("iq")
                .attribute("to", Jid.SERVER)
                .attribute("type", "result")
                .attribute("id", id)
                .child(Node.tag("pair-device-sign")
                        .child(Node.tag("device-identity")
                                .attribute("key-index", Integer.toUnsignedLong(signed.keyIndex()))
                                .bytes(signed.withoutAccountKey())))
                .build();
    }

    /// Our no, when the statement proves nothing: the server is never left without an answer.
    public static Node refusal(String id) {
        return Node.tag("iq")
                .attribute("to", Jid.SERVER)
                .attribute("type", "error")
                .attribute("id", id)
                .child(Node.tag("error").attribute("code", "401").attribute("text", "not-authorized"))
                .build();
    }
}
