package io.wigwag.core.message;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.binary.NodeBuilder;
import io.wigwag.core.id.Jid;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// One message stanza on its way through [World]: who gets which part of it, in which frame.
final class Routing {
    private final World world;
    private final Party from;
    private final Node stanza;
    private final Jid to;

    Routing(World world, Party from, Node stanza) throws MalformedNode {
        this.world = world;
        this.from = from;
        this.stanza = stanza;
        to = stanza.attributes().requireJid("to");
    }

    void deliver() throws MalformedNode {
        var each = new HashMap<Party, List<Node>>();
        var list = stanza.child("participants");
        if (list.isPresent()) {
            for (var entry : list.get().children("to")) {
                if (!entry.children().isEmpty()) {
                    put(each, entry.attributes().requireJid("jid"), entry.children());
                }
            }
        }
        var bare = stanza.children("enc");
        var one = stanza.attributes().jid("participant");
        if (!bare.isEmpty()) {
            if (one.isPresent()) {
                put(each, one.get(), bare);
            } else if (to.isGroup()) {
                for (var member : Objects.requireNonNull(world.groups.get(to)).members()) {
                    for (var party : Objects.requireNonNull(world.accounts.get(member))
                            .devices()
                            .values()) {
                        put(each, party.phone, bare);
                    }
                }
            } else if (to.isBroadcast()) {
                for (var entry : list.orElseThrow().children("to")) {
                    var viewer =
                            world.account(entry.attributes().requireJid("jid")).orElseThrow();
                    viewer.devices().values().forEach(party -> {
                        if (each.getOrDefault(party, List.of()).stream().noneMatch(bare::contains)) {
                            put(each, party.phone, bare);
                        }
                    });
                }
            } else {
                put(each, to, bare);
            }
        }
        for (var entry : each.entrySet()) {
            if (entry.getKey() != from) {
                var frame = frame(entry.getKey());
                entry.getValue().forEach(frame::child);
                for (var child : stanza.children()) {
                    if (child.is("device-identity") || child.is("meta")) {
                        frame.child(child);
                    }
                }
                entry.getKey().inbound.add(World.overTheWire(frame.build()));
            }
        }
    }

    private void put(Map<Party, List<Node>> each, Jid device, List<Node> parts) {
        world.party(device)
                .ifPresent(party ->
                        each.computeIfAbsent(party, _ -> new ArrayList<>()).addAll(parts));
    }

    private NodeBuilder frame(Party receiver) throws MalformedNode {
        var attributes = stanza.attributes();
        var frame = Node.tag("message")
                .attribute("id", attributes.requireText("id"))
                .attribute("type", attributes.requireText("type"))
                .attribute("t", world.now.getEpochSecond())
                .attribute("notify", "Somebody")
                .attribute("edit", attributes.text("edit"))
                .attribute("category", attributes.text("category"));
        if (to.isGroup() || to.isBroadcast()) {
            var lid = to.isBroadcast()
                    || Objects.requireNonNull(world.groups.get(to)).lidMode();
            return frame.attribute("from", to)
                    .attribute("participant", lid ? from.lid : from.phone)
                    .attribute(lid ? "participant_pn" : "participant_lid", lid ? from.phone.bare() : from.lid.bare());
        }
        frame.attribute("from", to.isLid() ? from.lid : from.phone);
        var own = receiver.phone.sameUser(from.phone);
        if (own && !attributes.has("category")) {
            return frame.attribute("recipient", attributes.jid("recipient").orElse(to.bare()));
        }
        return own
                ? frame
                : frame.attribute(
                        to.isLid() ? "sender_pn" : "sender_lid", to.isLid() ? from.phone.bare() : from.lid.bare());
    }
}
