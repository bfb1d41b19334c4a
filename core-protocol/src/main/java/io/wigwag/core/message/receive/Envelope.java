package io.wigwag.core.message.receive;

import io.wigwag.core.id.Jid;
import io.wigwag.core.id.MessageId;
import io.wigwag.core.octets.Octets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A message stanza before it is opened: from whom, in which chat, and what kinds of sealed parts.
///
/// @param plain a channel's post, which is not sealed
/// @param deviceIdentity by which the author's account vouches for the device
/// @param withheld why there is nothing to open, where the server says so
public record Envelope(
        MessageId id,
        Place place,
        Author author,
        Instant time,
        Marks marks,
        List<Part> parts,
        Optional<Octets> plain,
        Optional<Octets> deviceIdentity,
        Optional<Withheld> withheld) {
    public Envelope {
        parts = List.copyOf(parts);
    }

    /// The same without what was sealed.
    Envelope opened() {
        return new Envelope(id, place, author, time, marks, List.of(), plain, deviceIdentity, Optional.empty());
    }

    /// What kind of chat it is.
    public enum Kind {
        DIRECT,
        GROUP,
        /// A list of people who each get it as if it were for them alone.
        BROADCAST,
        STATUS,
        NEWSLETTER,
        /// Between devices of our own account, about its own affairs; no chat at all.
        PEER
    }

    /// The chat.
    ///
    /// @param chat under the name that the stanza uses, without a device
    /// @param other its other name, where the stanza tells it
    public record Place(Kind kind, Jid chat, Optional<Jid> other) {}

    /// Who wrote it.
    ///
    /// @param device under the name that the stanza uses
    /// @param other the account's other name, where the stanza tells it
    /// @param own whether it is another device of our own account
    /// @param name that they gave themselves
    public record Author(Jid device, Optional<Jid> other, boolean own, Optional<String> name, Optional<String> handle) {
        public boolean isHosted() {
            return device.isHosted() || device.device() == Jid.HOSTED_DEVICE;
        }
    }

    /// What else the stanza says.
    ///
    /// @param type `text`, `media`, ..., as the sender has it
    /// @param edit that it changes another message, and how
    /// @param offline whether it waited for us
    /// @param verifiedName the serial of a business's certificate
    /// @param serverId a channel's number for it
    public record Marks(
            String type,
            Optional<String> edit,
            boolean offline,
            Optional<String> verifiedName,
            Optional<String> serverId) {}

    /// One sealed part.
    ///
    /// @param type `pkmsg`, `msg`, `skmsg`, or one that we cannot open
    /// @param count how often it was sent before
    /// @param hideFailure whether nobody should hear of it when it can't be read
    public record Part(String type, boolean padded, Octets bytes, int count, boolean hideFailure) {
        boolean isPairwise() {
            return type.equals("pkmsg") || type.equals("msg");
        }

        boolean isGroup() {
            return type.equals("skmsg");
        }
    }

    /// Why a message has no content for us.
    public enum Withheld {
        /// To be looked at once, on the phone.
        VIEW_ONCE,
        /// Read by a business's host only.
        HOSTED,
        /// A bot's, of which its chat has the content.
        BOT,
        /// It was not sent to us for some other reason; the phone has it.
        UNSENT
    }
}
