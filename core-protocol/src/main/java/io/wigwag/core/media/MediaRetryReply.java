package io.wigwag.core.media;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.id.MessageId;
import java.util.Optional;

/// The own phone's answer to a [MediaRetryRequest], as it came: only who has the key of the file can read it. It may
/// come days after the question.
///
/// @param message whose file it is about
public record MediaRetryReply(MessageId message, Node notification) {

    public static boolean isOne(Node stanza) {
        return stanza.is("notification") && stanza.attributes().is("type", "mediaretry");
    }

    public static MediaRetryReply of(Node notification) throws MalformedNode {
        return new MediaRetryReply(MediaRetryAnswer.messageOf(notification), notification);
    }

    /// What the phone says.
    ///
    /// @param key of the message's file
    public MediaRetryAnswer open(MediaKey key) throws MalformedNode {
        return MediaRetryAnswer.read(notification, key);
    }

    /// The same for who has several files under one id and tries their keys: empty where this one does not open it.
    public Optional<MediaRetryAnswer> tried(MediaKey key) {
        try {
            return Optional.of(open(key));
        } catch (MalformedNode notItsKey) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "MediaRetryReply[" + message + "]";
    }
}
