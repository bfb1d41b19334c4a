package io.wigwag.core.message.send;

import com.google.protobuf.InvalidProtocolBufferException;
import io.wigwag.core.binary.DecodeLimits;
import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.binary.NodeDecoder;
import io.wigwag.core.binary.NodeEncoder;
import io.wigwag.core.binary.TokenDictionary;
import io.wigwag.core.id.Jid;
import io.wigwag.core.octets.Octets;
import io.wigwag.proto.e2e.Message;
import java.util.Optional;
import java.util.stream.Stream;

/// A message of ours as it is kept: for receivers who could not read it, and so that it goes out once more as the very
/// same stanza when nobody knows whether it left before a crash.
record SentRecord(Jid chat, Message message, Node stanza) {
    private static final String TAG = "sent";
    private static final String CONTENT = "content";

    static SentRecord of(Prepared prepared) {
        return new SentRecord(prepared.chat(), prepared.letter().message(), prepared.stanza());
    }

    Octets toOctets() {
        var node = Node.tag(TAG)
                .attribute("to", chat)
                .child(Node.tag(CONTENT).bytes(Octets.wrap(message.toByteArray())))
                .child(stanza);
        return Octets.wrap(new NodeEncoder(TokenDictionary.version3()).encode(node.build()));
    }

    /// Empty for a record of another version: its message can't be sent again.
    static Optional<SentRecord> parse(Octets record) {
        try {
            var decoder = new NodeDecoder(TokenDictionary.version3(), DecodeLimits.DEFAULT);
            var node = decoder.decode(record.toArray());
            var content =
                    Message.parseFrom(node.requireChild(CONTENT).requireBytes().asBuffer());
            return Optional.of(
                    new SentRecord(node.attributes().requireJid("to"), content, node.requireChild("message")));
        } catch (MalformedNode | InvalidProtocolBufferException unreadable) {
            return Optional.empty();
        }
    }

    /// Whom the stanza names as its readers. A status has no other list of them.
    Stream<Jid> named() {
        return stanza.child("participants").stream()
                .flatMap(list -> list.children("to").stream())
                .flatMap(SentRecord::reader);
    }

    private static Stream<Jid> reader(Node to) {
        try {
            return to.attributes().jid("jid").stream();
        } catch (MalformedNode nobody) {
            return Stream.empty();
        }
    }
}
