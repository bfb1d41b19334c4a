package io.wigwag.core.stanza;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.event.PeopleEvent;
import io.wigwag.core.event.PeopleEvent.Activity;
import io.wigwag.core.event.PeopleEvent.CallFacts;
import io.wigwag.core.event.PeopleEvent.CallSignalled;
import io.wigwag.core.event.PeopleEvent.PresenceChanged;
import io.wigwag.core.event.PeopleEvent.Signal;
import io.wigwag.core.event.PeopleEvent.Typing;
import java.time.Instant;
import java.util.Optional;

/// What others do just now: presences, chat states and calls.
///
/// @param node the whole; a call's wants an ack
public record News(PeopleEvent event, Node node) implements ServerStanza {
    private static final String GROUP = "group";

    /// Empty for one that tells nothing that we know.
    static Optional<News> read(Node node) throws MalformedNode {
        var event = switch (node.tag()) {
            case "presence" -> presence(node);
            case "chatstate" -> typing(node);
            default -> call(node);
        };
        return event.map(told -> new News(told, node));
    }

    /// `<presence from [type=unavailable] [last]/>`. A group's tells how many are there, and nobody's name.
    private static Optional<PeopleEvent> presence(Node node) throws MalformedNode {
        var attributes = node.attributes();
        var who = attributes.requireJid("from");
        if (who.isGroup()) {
            return Optional.empty();
        }
        // A time, or a word why there is none.
        var last = Lenient.number(node, "last");
        return Optional.of(new PresenceChanged(
                who,
                !attributes.is("type", "unavailable"),
                last.isPresent() ? Optional.of(Instant.ofEpochSecond(last.getAsInt())) : Optional.empty()));
    }

    /// `<chatstate from [participant]><composing [media=audio]/></chatstate>`, or `<paused/>`.
    private static Optional<PeopleEvent> typing(Node node) throws MalformedNode {
        var chat = node.attributes().requireJid("from");
        var who = node.attributes().jid("participant").orElse(chat);
        for (var state : node.children()) {
            if (state.is("composing")) {
                var audio = state.attributes().is("media", "audio");
                return Optional.of(new Typing(chat, who, audio ? Activity.RECORDING : Activity.WRITING));
            }
            if (state.is("paused")) {
                return Optional.of(new Typing(chat, who, Activity.NOTHING));
            }
        }
        return Optional.empty();
    }

    /// `<call from id t><offer call-id call-creator .../></call>`: exactly one child, whose name is the step.
    private static Optional<PeopleEvent> call(Node node) throws MalformedNode {
        if (node.children().isEmpty()) {
            return Optional.empty();
        }
        var from = node.attributes().requireJid("from");
        var step = node.children().getFirst();
        var attributes = step.attributes();
        var facts = new CallFacts(
                step.child("video").isPresent() || attributes.is("media", "video"),
                attributes.is("type", GROUP) || attributes.has("group-jid"),
                attributes.jid("caller_pn"),
                ServerTime.of(node),
                node.attributes().has("offline") || node.attributes().is("e", "1"));
        return Optional.of(new CallSignalled(
                attributes.requireText("call-id"),
                from,
                attributes.jid("call-creator").orElse(from),
                signal(step),
                facts));
    }

    private static Signal signal(Node step) {
        return switch (step.tag()) {
            case "offer", "offer_notice" -> Signal.OFFER;
            case "accept" -> Signal.ACCEPT;
            case "reject" -> Signal.REJECT;
            case "terminate" -> step.attributes().is("reason", "timeout") ? Signal.TIMEOUT : Signal.TERMINATE;
            case "preaccept", "ringing" -> Signal.RINGING;
            default -> Signal.NEGOTIATION;
        };
    }
}
