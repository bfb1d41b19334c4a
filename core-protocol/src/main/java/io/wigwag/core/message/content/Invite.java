package io.wigwag.core.message.content;

import io.wigwag.core.id.Jid;
import io.wigwag.core.octets.Octets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// An invitation for one person.
///
/// The thumbnails are small JPEGs.
public sealed interface Invite extends Content {

    String caption();

    @Override
    default String text() {
        return caption();
    }

    /// To join a group.
    ///
    /// @param community whether the group stands for a whole community
    record ToGroup(Jid group, String name, Ticket ticket, String caption, Octets thumbnail, boolean community)
            implements Invite {

        public static ToGroup of(Jid group, String name, String code, Instant until) {
            return new ToGroup(group, name, new Ticket(code, until), "", Octets.EMPTY, false);
        }

        public ToGroup withCaption(String words) {
            return new ToGroup(group, name, ticket, words, thumbnail, community);
        }

        public ToGroup withThumbnail(Octets jpeg) {
            return new ToGroup(group, name, ticket, caption, jpeg, community);
        }

        public ToGroup asCommunity() {
            return new ToGroup(group, name, ticket, caption, thumbnail, true);
        }
    }

    /// What lets one into a group.
    ///
    /// @param until when it ends, in whole seconds
    record Ticket(String code, Instant until) {
        public Ticket {
            until = until.truncatedTo(ChronoUnit.SECONDS);
        }

        /// Names the end only: whoever reads the code may join.
        @Override
        public String toString() {
            return "Ticket[until " + until + "]";
        }
    }

    /// To help to run a channel.
    ///
    /// @param until when it ends, in whole seconds
    record ToChannelAdmins(Jid channel, String name, Instant until, String caption, Octets thumbnail)
            implements Invite {
        public ToChannelAdmins {
            until = until.truncatedTo(ChronoUnit.SECONDS);
        }
    }

    /// To follow a channel.
    record ToChannel(Jid channel, String name, String caption, Octets thumbnail) implements Invite {}
}
