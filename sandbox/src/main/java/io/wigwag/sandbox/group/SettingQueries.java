package io.wigwag.sandbox.group;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.octets.Octets;
import io.wigwag.sandbox.server.Answer;
import io.wigwag.sandbox.server.IqRefused;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Clients' queries about a group's name, description and settings.
final class SettingQueries {
    private final GroupChanges changes;
    private final OrderTable table;

    SettingQueries(GroupChanges changes, OrderTable table) {
        this.changes = changes;
        this.table = table;
    }

    void enter() {
        table.set("subject", this::subject);
        table.set("description", this::description);
        table.set("ephemeral", (actor, iq) -> ephemeral(actor, iq, iq.requireChild("ephemeral")));
        table.set("not_ephemeral", (actor, iq) -> ephemeral(actor, iq, Node.of("not_ephemeral")));
        table.set("membership_approval_mode", this::approval);
        for (var toggle : Toggle.values()) {
            for (var on : List.of(true, false)) {
                var tag = toggle.tag(on);
                table.set(tag, (actor, iq) -> {
                    changes.set(actor, table.group(iq), toggle, on);
                    return OrderTable.echo(iq, tag);
                });
            }
        }
        for (var tag : GroupChanges.MODES) {
            table.set(tag, (actor, iq) -> {
                changes.mode(actor, table.group(iq), tag, iq.requireChild(tag).requireText());
                return OrderTable.echo(iq, tag);
            });
        }
    }

    private Answer subject(Actor actor, Node iq) throws IqRefused, MalformedNode {
        changes.rename(actor, table.group(iq), iq.requireChild("subject").text().orElse(""));
        return OrderTable.echo(iq, "subject");
    }

    private Answer description(Actor actor, Node iq) throws IqRefused, MalformedNode {
        var description = iq.requireChild("description");
        var attributes = description.attributes();
        var body = attributes.is("delete", "true")
                ? Optional.<Octets>empty()
                : description.child("body").flatMap(Node::bytes);
        changes.describe(
                actor,
                table.group(iq),
                attributes.text("id").orElseGet(changes::newId),
                attributes.text("prev").filter(previous -> !previous.isEmpty() && !previous.equals("none")),
                body);
        return OrderTable.echo(iq, "description");
    }

    private Answer ephemeral(Actor actor, Node iq, Node element) throws IqRefused, MalformedNode {
        var seconds = element.attributes().number("expiration").orElse(0);
        changes.ephemeral(actor, table.group(iq), seconds > 0 ? OptionalLong.of(seconds) : OptionalLong.empty());
        return Answer.of(element);
    }

    private Answer approval(Actor actor, Node iq) throws IqRefused, MalformedNode {
        var mode = iq.requireChild("membership_approval_mode");
        var on = mode.children().stream().anyMatch(child -> child.attributes().is("state", "on"));
        changes.approval(actor, table.group(iq), on);
        return Answer.of(mode);
    }
}
