package io.wigwag.core.event;

import io.wigwag.core.id.Jid;
import java.time.Duration;
import java.util.List;

/// What became of a group.
public sealed interface GroupChange {

    /// There is a new group, or we have come into one.
    record Created(String subject, List<Jid> members) implements GroupChange {
        public Created {
            members = List.copyOf(members);
        }
    }

    /// Something happened to members, under the names by which the group calls them.
    record Members(Action action, List<Jid> members) implements GroupChange {
        public Members {
            members = List.copyOf(members);
        }
    }

    /// What happens to members.
    enum Action {
        ADDED,
        /// By somebody else, or by themselves where they are the change's only author.
        REMOVED,
        PROMOTED,
        DEMOTED,
        /// Somebody has another number now: the old name first.
        RENAMED
    }

    record Subject(String subject) implements GroupChange {}

    /// Empty where it was taken away.
    record Description(String text) implements GroupChange {}

    record Switched(Setting setting, boolean on) implements GroupChange {}

    /// What a group has on or off.
    enum Setting {
        /// Only admins write.
        ANNOUNCEMENT,
        /// Only admins change what the group is called and looks like.
        LOCKED,
        /// Newcomers need an admin's word.
        APPROVAL,
        /// Every member may add others.
        OPEN_ADDING
    }

    /// Messages go after this long; zero for never.
    record Timer(Duration time) implements GroupChange {}

    /// The link by which one comes in is another one.
    record InviteRenewed(String code) implements GroupChange {
        /// Whoever reads the code may join.
        @Override
        public String toString() {
            return "InviteRenewed[redacted]";
        }
    }

    record Deleted() implements GroupChange {}

    /// A change that has no type yet, by the wire's name for it.
    record Other(String name) implements GroupChange {}
}
