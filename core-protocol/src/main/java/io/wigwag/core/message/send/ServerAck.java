package io.wigwag.core.message.send;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.id.Jid;
import io.wigwag.core.stanza.Lenient;
import io.wigwag.core.stanza.ServerTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// The server's word about messages of ours: `<ack class=message id from t [phash] [server_id] [error]/>`, of several
/// when there is a list of further ids.
///
/// @param hash the server's own over the receivers' devices, where it differs from ours
/// @param addressing how the group calls its members, where that differs
/// @param serverId a channel's number for the message
/// @param error why the server has not taken them, if it has not
/// @param retryLater whether that passes by itself
record ServerAck(
        List<String> ids,
        Jid from,
        Optional<Instant> time,
        Optional<String> hash,
        Optional<String> addressing,
        Optional<String> serverId,
        OptionalInt error,
        boolean staleLid,
        boolean retryLater) {
    /// What a server means that says no more than `wait`.
    private static final int UNAVAILABLE = 503;

    ServerAck {
        ids = List.copyOf(ids);
    }

    static boolean isOne(Node stanza) {
        return stanza.is("ack") && stanza.attributes().is("class", "message");
    }

    static ServerAck read(Node ack) throws MalformedNode {
        var attributes = ack.attributes();
        var ids = new ArrayList<String>();
        ids.add(attributes.requireText("id"));
        var list = ack.child("list");
        if (list.isPresent()) {
            for (var item : list.get().children("item")) {
                ids.add(item.attributes().requireText("id"));
            }
        }
        var error = Lenient.number(ack, "error");
        var failed = error.isPresent() && error.getAsInt() != 0;
        var type = attributes.text("type").orElse("");
        var code = failed ? error.getAsInt() : Lenient.number(ack, "code").orElse(0);
        var passing = switch (code) {
            case 408, 429, 500, 503 -> true;
            default -> type.equals("wait") || type.equals("retry") || type.equals("timeout");
        };
        return new ServerAck(
                ids,
                attributes.requireJid("from"),
                ServerTime.of(ack),
                attributes.text("phash"),
                attributes.text("addressing_mode"),
                attributes.text("server_id"),
                failed || passing ? OptionalInt.of(code == 0 ? UNAVAILABLE : code) : OptionalInt.empty(),
                attributes.is("refresh_lid", "true"),
                passing);
    }
}
