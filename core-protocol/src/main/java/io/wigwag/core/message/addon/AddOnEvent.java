package io.wigwag.core.message.addon;

import io.wigwag.core.id.Jid;
import io.wigwag.core.id.MessageId;
import io.wigwag.core.message.content.OpenedAddOn;
import io.wigwag.core.message.mail.Named;
import io.wigwag.core.message.secret.EventResponse;
import io.wigwag.core.message.secret.PollTally;
import java.util.List;
import java.util.Set;

/// Somebody added something to an earlier message.
public sealed interface AddOnEvent {
    About about();

    /// What was added to what.
    ///
    /// @param target the earlier message
    /// @param who all names of whoever added it
    record About(Named chat, MessageId target, MessageId addOn, Set<Jid> who) {
        public About {
            who = Set.copyOf(who);
        }
    }

    /// A vote.
    ///
    /// @param options those that they chose; none where they took their vote back
    /// @param tally the count of all votes that there are, this one included
    record Voted(About about, List<String> options, List<PollTally.Result> tally) implements AddOnEvent {
        public Voted {
            options = List.copyOf(options);
            tally = List.copyOf(tally);
        }
    }

    /// An answer to an event.
    ///
    /// @param guests how many come by now, with those whom they bring
    record Answered(About about, EventResponse answer, int guests) implements AddOnEvent {}

    /// Whatever else it is: a sealed reaction, comment or edit, a new option of a poll.
    record Added(About about, OpenedAddOn what) implements AddOnEvent {}

    /// It could not be opened. Where the earlier message is still to come, a later count has it all the same.
    record Unopened(About about, String why) implements AddOnEvent {}
}
