package io.wigwag.gateway.cli.drive.talk;

import io.wigwag.core.id.Jid;
import io.wigwag.core.id.MessageId;
import io.wigwag.core.message.addon.AddOnEvent;
import io.wigwag.core.message.addon.AddOnListener;
import io.wigwag.core.message.content.Change;
import io.wigwag.core.message.content.Draft;
import io.wigwag.core.message.content.OpenedAddOn;
import io.wigwag.core.message.content.Reaction;
import io.wigwag.core.message.content.ReceivedContent;
import io.wigwag.core.message.secret.PollTally;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What messages do to earlier ones: reactions, edits, revocations, pins, votes, answers.
final class Updates implements AddOnListener {
    private static final JsonNodeFactory MAKE = JsonNodeFactory.instance;

    private final Told told;

    Updates(Told told) {
        this.told = told;
    }

    void of(Known by, ReceivedContent content) {
        switch (content.content()) {
            case Reaction(var target, var emoji) ->
                reaction(by.shown(), by.author().toString(), target.id(), emoji);
            case Change change -> changed(by, change);
            default -> {
                // It stands for itself.
            }
        }
    }

    private void reaction(Jid chat, String from, MessageId target, String emoji) {
        told.tell(Told.event("reaction")
                .put("target", target.value())
                .put("chat", chat.toString())
                .put("text", emoji)
                .put("from", from));
    }

    private void changed(Known by, Change change) {
        var target = change.target().id();
        switch (change) {
            case Change.Edit edit -> tell(by, target, edit(edit.replacement()));
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

    private static ObjectNode edit(Draft replacement) {
        return MAKE.objectNode()
                .put("edited", true)
                .put("text", replacement.content().text());
    }

    private void tell(Known by, MessageId target, ObjectNode what) {
        tell(by.shown(), target, what);
    }

    private void tell(Jid chat, MessageId target, ObjectNode what) {
        var event = Told.event("update").put("id", target.value()).put("chat", chat.toString());
        event.set("update", what);
        told.tell(event);
    }

    @Override
    public void opened(AddOnEvent event) {
        var about = event.about();
        switch (event) {
            case AddOnEvent.Voted(var _, var options, var tally) -> voted(about, options, tally);
            case AddOnEvent.Answered(var _, var answer, var guests) ->
                tell(
                        about,
                        MAKE.objectNode()
                                .put("answer", answer.answer().name().toLowerCase(Locale.ROOT))
                                .put("extraGuests", answer.extraGuests())
                                .put("from", who(about))
                                .put("guests", guests));
            case AddOnEvent.Added(var _, var what) -> added(about, what);
            case AddOnEvent.Unopened(var _, var why) ->
                told.tell(Told.event("failure")
                        .put("error", "add-on " + about.addOn().value() + ": " + why));
        }
    }

    private void voted(AddOnEvent.About about, List<String> options, List<PollTally.Result> tally) {
        var what = MAKE.objectNode();
        var chosen = what.putArray("vote");
        options.forEach(chosen::add);
        what.put("from", who(about));
        var counts = what.putObject("tally");
        tally.forEach(result -> counts.put(result.option(), result.voters().size()));
        tell(about, what);
    }

    private void added(AddOnEvent.About about, OpenedAddOn what) {
        switch (what) {
            case OpenedAddOn.Reacted(var emoji) -> reaction(about.chat().jid(), who(about), about.target(), emoji);
            case OpenedAddOn.Commented(var said) ->
                tell(about, MAKE.objectNode().put("comment", said.content().text()));
            case OpenedAddOn.Edited(var replacement) -> tell(about, edit(replacement));
            case OpenedAddOn.OptionAdded(var name) ->
                tell(about, MAKE.objectNode().put("option", name));
            case OpenedAddOn.Vote _, OpenedAddOn.Answer _ ->
                told.tell(Told.event("failure")
                        .put("error", "add-on " + about.addOn().value() + ": to another kind"));
        }
    }

    /// The name that is told of everybody: the hidden id where there is one.
    private static String who(AddOnEvent.About about) {
        return about.who().stream().sorted().findFirst().orElseThrow().toString();
    }

    private void tell(AddOnEvent.About about, ObjectNode what) {
        tell(about.chat().jid(), about.target(), what);
    }
}
