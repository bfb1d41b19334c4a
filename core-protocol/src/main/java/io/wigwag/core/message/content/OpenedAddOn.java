package io.wigwag.core.message.content;

import io.wigwag.core.message.secret.AddOn;
import io.wigwag.core.message.secret.EventResponse;
import io.wigwag.core.message.secret.PollVote;

/// What a [SealedAddOn] says once it is opened, and before it is sealed.
public sealed interface OpenedAddOn {
    AddOn kind();

    /// A vote in a poll.
    record Vote(PollVote vote) implements OpenedAddOn {
        @Override
        public AddOn kind() {
            return AddOn.POLL_VOTE;
        }
    }

    /// An answer to an event.
    record Answer(EventResponse response) implements OpenedAddOn {
        @Override
        public AddOn kind() {
            return AddOn.EVENT_RESPONSE;
        }
    }

    /// A sign under a message; empty to take an earlier one back.
    record Reacted(String emoji) implements OpenedAddOn {
        @Override
        public AddOn kind() {
            return AddOn.REACTION;
        }
    }

    /// Words about a message.
    record Commented(Draft said) implements OpenedAddOn {
        @Override
        public AddOn kind() {
            return AddOn.COMMENT;
        }
    }

    /// The new content of a message, an event or a poll.
    record Edited(Draft replacement) implements OpenedAddOn {
        @Override
        public AddOn kind() {
            return switch (replacement.content()) {
                case Event _ -> AddOn.EVENT_EDIT;
                case Poll _ -> AddOn.POLL_EDIT;
                case Content _ -> AddOn.MESSAGE_EDIT;
            };
        }
    }

    /// One more option of a poll.
    record OptionAdded(String name) implements OpenedAddOn {
        @Override
        public AddOn kind() {
            return AddOn.POLL_OPTION;
        }
    }
}
