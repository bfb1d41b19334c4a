package io.wigwag.core.media;

import com.google.protobuf.InvalidProtocolBufferException;
import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.id.MessageId;
import io.wigwag.proto.media.MediaRetryNotification;
import io.wigwag.proto.media.MediaRetryNotification.ResultType;
import java.util.OptionalLong;

/// What the own phone says to a [MediaRetryRequest], in a notification of type `mediaretry` whose id is the message's.
public sealed interface MediaRetryAnswer {
    /// The file lies here now; its key, hashes and size are as before.
    record Reuploaded(MediaPath path) implements MediaRetryAnswer {}

    /// The phone does not have it either: nobody has.
    record Gone() implements MediaRetryAnswer {}

    /// The phone could not do it this time.
    record Failed(Reason reason) implements MediaRetryAnswer {}

    enum Reason {
        GENERAL,
        /// It could not read what we asked.
        UNREADABLE_REQUEST
    }

    /// Which message a notification speaks of, by which the file's key is found.
    static MessageId messageOf(Node notification) throws MalformedNode {
        var id = notification.attributes().requireText("id");
        try {
            return new MessageId(id);
        } catch (IllegalArgumentException unusual) {
            throw new MalformedNode("notification: attribute id is no message id");
        }
    }

    /// What the phone says.
    ///
    /// @param key of the message's file
    static MediaRetryAnswer read(Node notification, MediaKey key) throws MalformedNode {
        var error = notification.child("error");
        if (error.isPresent()) {
            return of(code(error.get().attributes().number("code")));
        }
        var id = messageOf(notification);
        var opened = new MediaRetryKey(key, id).open(notification.requireChild("encrypt"));
        try {
            var result = MediaRetryNotification.parseFrom(opened);
            if (!result.getStanzaId().equals(id.value())) {
                throw new MalformedNode("encrypt: speaks of another message");
            }
            return result.getResult() == ResultType.SUCCESS ? at(result.getDirectPath()) : of(result.getResult());
        } catch (InvalidProtocolBufferException malformed) {
            throw new MalformedNode("encrypt: holds no result");
        }
    }

    private static MediaRetryAnswer at(String path) throws MalformedNode {
        return new Reuploaded(
                MediaPath.of(path, "").orElseThrow(() -> new MalformedNode("encrypt: a success without a path")));
    }

    private static ResultType code(OptionalLong code) {
        var known = code.isPresent() && code.getAsLong() == (int) code.getAsLong()
                ? ResultType.forNumber((int) code.getAsLong())
                : null;
        return known == null ? ResultType.GENERAL_ERROR : known;
    }

    /// A success without a sealed result is none.
    private static MediaRetryAnswer of(ResultType result) {
        return switch (result) {
            case NOT_FOUND -> new Gone();
            case DECRYPTION_ERROR -> new Failed(Reason.UNREADABLE_REQUEST);
            case GENERAL_ERROR, SUCCESS, UNRECOGNIZED -> new Failed(Reason.GENERAL);
        };
    }
}
