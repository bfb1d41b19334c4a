package io.wigwag.gateway.cli.drive.talk;

import io.wigwag.core.crypto.DecryptionFailed;
import io.wigwag.core.id.Jid;
import io.wigwag.core.id.MessageId;
import io.wigwag.core.message.codec.AddOns;
import io.wigwag.core.message.codec.ContentReader;
import io.wigwag.core.message.codec.MalformedMessage;
import io.wigwag.core.message.content.Change;
import io.wigwag.core.message.content.Draft;
import io.wigwag.core.message.content.OpenedAddOn;
import io.wigwag.core.message.content.Poll;
import io.wigwag.core.message.content.Reaction;
import io.wigwag.core.message.content.ReceivedContent;
import io.wigwag.core.message.content.SealedAddOn;
import io.wigwag.core.message.secret.PollVote;
import java.time.Instant;
import java.util.Locale;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What messages do to earlier ones: reactions, edits, revocations, pins, votes, answers.
final class Updates {
    private static final JsonNodeFactory MAKE = JsonNodeFactory.instance;

    private final Told told;
    private final Memory memory;

    Updates(Told told, Memory memory) {
        this.told = told;
        this.memory = memory;
    }

    void of(Known by, ReceivedContent content) {
        switch (content.content()) {
            case Reaction(var target, var emoji) -> reaction(by, target.id(), emoji);
            case Change change -> changed(by, change);
            case SealedAddOn sealed ->
                opened(by, sealed, content.facts().sentAt().orElse(Instant.EPOCH));
            default -> {
                // It stands for itself.
            }
        }
    }

    private void reaction(Known by, MessageId target, String emoji) {
        told.tell(Told.event("reaction")
                .put("target", target.value())
                .put("chat", by.shown().toString())
                .put("text", emoji)
                .put("from", by.author().toString()));
    }

    private void changed(Known by, Change change) {
        var target = change.target().id();
        switch (change) {
            case Change.Edit edit -> edited(by, target, edit.replacement());
            case Change.Revocation _ ->
                tell(
                        by,
                        target,
                        MAKE.objectNode()
                                .put("revoked", true)
                                .put("by", by.author().toString()));
            case Change.Pin pin ->
                tell(
                        by,
                        target,
                        MAKE.objectNode()
                                .put("pinned", true)
                                .put("seconds", pin.time().toSeconds()));
            case Change.Unpin _ -> tell(by, target, MAKE.objectNode().put("pinned", false));
            case Change.Keep keep -> tell(by, target, MAKE.objectNode().put("kept", keep.kept()));
        }
    }

    private void edited(Known by, MessageId target, Draft replacement) {
        var text = replacement.content().text();
        tell(by, target, MAKE.objectNode().put("edited", true).put("text", text));
    }

    private void tell(Known by, MessageId target, ObjectNode what) {
        var event = Told.event("update")
                .put("id", target.value())
                .put("chat", by.shown().toString());
        event.set("update", what);
        told.tell(event);
    }

    private void opened(Known by, SealedAddOn sealed, Instant at) {
        var target = memory.find(sealed.target().id());
        if (target.isEmpty()) {
            failure(by, "is about a message that was not seen");
            return;
        }
        var about = ContentReader.read(target.get().message());
        if (about.facts().secret().isEmpty()) {
            failure(by, "is about a message without a secret");
            return;
        }
        try {
            var opened = AddOns.open(
                    sealed, about.facts().secret().get(), target.get().authors(), by.authors());
            switch (opened) {
                case OpenedAddOn.Vote(var vote) -> {
                    if (about.content() instanceof Poll poll) {
                        vote(by, target.get().id(), poll, vote, at);
                    }
                }
                case OpenedAddOn.Answer(var answer) ->
                    tell(
                            by,
                            target.get().id(),
                            MAKE.objectNode()
                                    .put("answer", answer.answer().name().toLowerCase(Locale.ROOT))
                                    .put("extraGuests", answer.extraGuests())
                                    .put("from", by.author().toString()));
                case OpenedAddOn.Reacted(var emoji) -> reaction(by, target.get().id(), emoji);
                case OpenedAddOn.Commented(var said) ->
                    tell(
                            by,
                            target.get().id(),
                            MAKE.objectNode().put("comment", said.content().text()));
                case OpenedAddOn.Edited(var replacement) ->
                    edited(by, target.get().id(), replacement);
                case OpenedAddOn.OptionAdded(var name) ->
                    tell(by, target.get().id(), MAKE.objectNode().put("option", name));
            }
        } catch (DecryptionFailed | MalformedMessage unreadable) {
            failure(by, String.valueOf(unreadable.getMessage()));
        }
    }

    private void vote(Known by, MessageId target, Poll poll, PollVote vote, Instant at) {
        var what = MAKE.objectNode();
        var chosen = what.putArray("vote");
        poll.options().stream().filter(vote::chose).forEach(chosen::add);
        what.put("from", by.author().toString());
        var tally = memory.tally(target, poll);
        tally.count(voter(by), vote, at);
        var counts = what.putObject("tally");
        tally.results()
                .forEach(result -> counts.put(result.option(), result.voters().size()));
        tell(by, target, what);
    }

    /// One name for one person, whichever the vote came under.
    private static Jid voter(Known by) {
        return by.authors().stream().sorted().findFirst().orElse(by.author());
    }

    private void failure(Known by, String why) {
        told.tell(Told.event("failure").put("error", "add-on " + by.id() + ": " + why));
    }
}
