package io.wigwag.core.media;

import io.wigwag.core.binary.Node;
import io.wigwag.core.id.Jid;
import io.wigwag.core.id.MessageId;
import io.wigwag.proto.media.ServerErrorReceipt;
import java.security.SecureRandom;
import java.util.Optional;

/// Asks the own phone to upload the file of a message once more, because the hosts have it no longer. The answer comes
/// whenever the phone is there: see [MediaRetryAnswer].
///
/// @param place where the message is; none for what came with the history
public record MediaRetryRequest(MessageId id, MediaKey key, Optional<Place> place) {

    /// A message's chat, and who wrote it there.
    ///
    /// @param participant the author, in groups and lists
    public record Place(Jid chat, boolean fromMe, Optional<Jid> participant) {}

    /// The stanza to send.
    ///
    /// @param own this account's address; its device does not matter
    public Node toNode(Jid own, SecureRandom random) {
        var request = ServerErrorReceipt.newBuilder().setStanzaId(id.value()).build();
        var receipt = Node.tag("receipt")
                .attribute("id", id.value())
                .attribute("to", own.bare())
                .attribute("type", "server-error");
        if (place.isEmpty()) {
            receipt.attribute("category", "peer");
        }
        receipt.child(new MediaRetryKey(key, id).seal(request.toByteArray(), random));
        place.ifPresent(where -> receipt.child(Node.tag("rmr")
                .attribute("jid", where.chat())
                .attribute("from_me", String.valueOf(where.fromMe()))
                .attribute("participant", where.participant().map(Jid::bare))));
        return receipt.build();
    }
}
