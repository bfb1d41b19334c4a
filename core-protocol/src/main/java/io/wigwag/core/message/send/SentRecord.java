package io.wigwag.core.message.send;

import com.google.protobuf.InvalidProtocolBufferException;
import io.wigwag.core.binary.DecodeLimits;
import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.binary.NodeDecoder;
import io.wigwag.core.binary.NodeEncoder;
import io.wigwag.core.binary.TokenDictionary;
import io.wigwag.core.id.Jid;
import io.wigwag.core.message.Traits;
import io.wigwag.core.octets.Octets;
import io.wigwag.proto.e2e.Message;
import java.util.Optional;

/// A message of ours as it is kept for receivers who could not read it: a node, in the form that nodes have on the
/// wire.
record SentRecord(Jid chat, Traits traits, Message message) {
    private static final String TAG = "message";

    static SentRecord of(Prepared prepared) {
        return new SentRecord(
                prepared.chat(), prepared.draft().traits(), prepared.draft().message());
    }

    Octets toOctets() {
        var node = Node.tag(TAG)
                .attribute("to", chat)
                .attribute("type", traits.type())
                .attribute("edit", traits.edit())
                .attribute("mediatype", traits.mediaType())
                .attribute("decrypt-fail", traits.hideFailure() ? Optional.of("hide") : Optional.empty())
                .child(Node.tag("content").bytes(Octets.wrap(message.toByteArray())))
                .child(Node.tag("extras").children(traits.extras()));
        return Octets.wrap(new NodeEncoder(TokenDictionary.version3()).encode(node.build()));
    }

    /// Empty for a record of another version: its message can't be sent again.
    static Optional<SentRecord> parse(Octets record) {
        try {
            var node = new NodeDecoder(TokenDictionary.version3(), DecodeLimits.DEFAULT).decode(record.toArray());
            var attributes = node.attributes();
            var traits = new Traits(
                    attributes.requireText("type"),
                    attributes.text("mediatype"),
                    attributes.text("edit"),
                    attributes.has("decrypt-fail"),
                    node.requireChild("extras").children());
            var content = node.requireChild("content").requireBytes();
            return Optional.of(
                    new SentRecord(attributes.requireJid("to"), traits, Message.parseFrom(content.asBuffer())));
        } catch (MalformedNode | InvalidProtocolBufferException unreadable) {
            return Optional.empty();
        }
    }
}
