package io.wigwag.sandbox.group;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.id.Jid;
import io.wigwag.sandbox.SandboxSettings;
import io.wigwag.sandbox.server.IqRefused;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// Reads what a client wants a new group to be.
final class Drafts {
    private Drafts() {}

    static Draft read(Node create, SandboxSettings settings) throws MalformedNode, IqRefused {
        if (create.child("parent").isPresent() || create.child("linked_parent").isPresent()) {
            throw IqRefused.notImplemented();
        }
        var members = new ArrayList<Jid>();
        var toggles = EnumSet.noneOf(Toggle.class);
        var modes = new LinkedHashMap<String, String>();
        var ephemeral = OptionalLong.empty();
        var approval = false;
        for (var child : create.children()) {
            Toggle.of(child.tag()).filter(toggle -> toggle.isOn(child.tag())).ifPresent(toggles::add);
            if (GroupChanges.MODES.contains(child.tag())) {
                modes.put(child.tag(), child.requireText());
            }
            switch (child.tag()) {
                case "participant" -> members.add(child.attributes().requireJid("jid"));
                case "ephemeral" -> {
                    var seconds = child.attributes().number("expiration").orElse(0);
                    ephemeral = seconds > 0 ? OptionalLong.of(seconds) : OptionalLong.empty();
                }
                case "membership_approval_mode" ->
                    approval = child.children().stream()
                            .anyMatch(join -> join.attributes().is("state", "on"));
                default -> {}
            }
        }
        return new Draft(
                create.attributes().text("subject").orElse(""),
                members,
                Set.of(),
                settings.groupAddressing,
                toggles,
                modes,
                ephemeral,
                approval,
                text(create),
                create.attributes().text("key"),
                Optional.empty());
    }

    private static Optional<Draft.Text> text(Node create) {
        return create.child("description")
                .flatMap(description -> description
                        .child("body")
                        .flatMap(Node::bytes)
                        .map(body -> new Draft.Text(
                                description.attributes().text("id").orElse(""), body)));
    }
}
