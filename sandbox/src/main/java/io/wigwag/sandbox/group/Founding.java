package io.wigwag.sandbox.group;

import io.wigwag.core.binary.Node;
import io.wigwag.core.id.Jid;
import io.wigwag.core.id.MalformedJid;
import io.wigwag.core.id.Server;
import io.wigwag.sandbox.group.Group.Description;
import io.wigwag.sandbox.group.Group.Rank;
import io.wigwag.sandbox.server.Exchange;
import io.wigwag.sandbox.server.IqRefused;
import io.wigwag.sandbox.world.Account;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Makes groups.
public final class Founding {
    private static final int CONFLICT = 409;

    private final Exchange exchange;
    private final Groups groups;
    private final GroupNews news;
    private final Membership membership;
    private final GroupChanges changes;
    private final Invitations invitations;

    Founding(
            Exchange exchange,
            Groups groups,
            GroupNews news,
            Membership membership,
            GroupChanges changes,
            Invitations invitations) {
        this.exchange = exchange;
        this.groups = groups;
        this.news = news;
        this.membership = membership;
        this.changes = changes;
        this.invitations = invitations;
    }

    /// A group, and those whom its founder named but who aren't in it.
    public record Founded(Group group, List<Outcome> refused) {
        public Founded {
            refused = List.copyOf(refused);
        }
    }

    public Founded create(Actor founder, Draft draft) throws IqRefused {
        changes.requireSubject(draft.subject());
        changes.requireDescription(draft.description().map(Draft.Text::body));
        var now = exchange.clock().instant();
        var group = new Group(
                address(draft),
                draft.addressing(),
                draft.subject(),
                founder.person(),
                invitations.code(),
                now,
                groups::changed);
        group.put(founder.person(), Rank.SUPERADMIN);
        draft.toggles().stream().sorted().forEach(toggle -> group.set(toggle, true));
        draft.modes().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(mode -> group.mode(mode.getKey(), mode.getValue()));
        group.ephemeral(draft.ephemeral());
        group.needsApproval(draft.joinApproval());
        group.describe(draft.description().map(text -> new Description(text.id(), text.body(), founder.person(), now)));
        var refused = new ArrayList<Outcome>();
        for (var asked : draft.members()) {
            var outcome = membership.mayAdd(founder, group, asked, List.of());
            if (outcome.isDone()) {
                group.put(outcome.person().orElseThrow(), draft.admins().contains(asked) ? Rank.ADMIN : Rank.MEMBER);
            } else if (outcome.person().filter(founder.person()::equals).isEmpty()) {
                refused.add(outcome);
            }
        }
        groups.add(group);
        exchange.events().add("group.created", "group", group, "account", founder.person(), "subject", group.subject());
        news.tell(
                group,
                founder,
                Node.tag("create")
                        .attribute("type", "new")
                        .attribute("key", draft.key())
                        .child(GroupElement.complete(group)));
        return new Founded(group, refused);
    }

    private Jid address(Draft draft) throws IqRefused {
        try {
            if (draft.id().isPresent()) {
                var wanted = Jid.of(draft.id().get(), Server.GROUP);
                if (groups.find(wanted).isPresent()) {
                    throw new IqRefused(CONFLICT, "conflict");
                }
                return wanted;
            }
            var next = Jid.of(exchange.accounts().numbers().group(groups.nextOrdinal()), Server.GROUP);
            while (groups.find(next).isPresent()) {
                next = Jid.of(exchange.accounts().numbers().group(groups.nextOrdinal()), Server.GROUP);
            }
            return next;
        } catch (MalformedJid malformed) {
            throw IqRefused.badRequest();
        }
    }

    /// The groups that every new account finds itself in, alone, if the settings say so.
    void seed(Account account) {
        for (var subject : exchange.settings().seedGroups) {
            try {
                create(Actor.of(account), Draft.of(subject, List.of()).in(exchange.settings().groupAddressing));
            } catch (IqRefused refused) {
                exchange.events().add("group.refused", "subject", subject, "reason", refused.text());
            }
        }
    }
}
