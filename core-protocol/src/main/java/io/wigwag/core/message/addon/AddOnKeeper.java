package io.wigwag.core.message.addon;

import io.wigwag.core.crypto.DecryptionFailed;
import io.wigwag.core.message.codec.ContentReader;
import io.wigwag.core.message.codec.MalformedMessage;
import io.wigwag.core.message.content.OpenedAddOn;
import io.wigwag.core.message.content.Poll;
import io.wigwag.core.message.content.SealedAddOn;
import io.wigwag.core.message.mail.MailEvent;
import io.wigwag.core.message.mail.MailKeeper;
import io.wigwag.core.message.mail.Named;
import io.wigwag.core.message.receive.Received;
import io.wigwag.core.message.secret.PollTally;
import io.wigwag.core.message.secret.PollVote;
import java.util.List;

/// Stands before somebody who keeps messages, and opens what is added to earlier ones. Each add-on is kept first, as
/// the sealed message that it is, then opened and counted: counts are made of what is kept, so they are the same after
/// a crash, whatever order things came in, and a vote that comes twice counts once.
public final class AddOnKeeper implements MailKeeper {
    private final MailKeeper next;
    private final Archive archive;
    private final AddOnListener listener;

    /// @param archive finds what `next` keeps
    public AddOnKeeper(MailKeeper next, Archive archive, AddOnListener listener) {
        this.next = next;
        this.archive = archive;
        this.listener = listener;
    }

    @Override
    public void keep(MailEvent event) throws Exception {
        next.keep(event);
        if (event instanceof MailEvent.MessageCame came
                && came.outcome() instanceof Received.Read(var message, var _)) {
            opened(
                    came.chat(),
                    new KeptMessage(
                            came.id(), came.author().names(), came.envelope().time(), message));
        }
    }

    /// The same for an add-on that was sent from here, which does not come back: to be called once it is kept.
    public void sent(Named chat, KeptMessage message) throws Exception {
        opened(chat, message);
    }

    private void opened(Named chat, KeptMessage addOn) throws Exception {
        if (ContentReader.read(addOn.message()).content() instanceof SealedAddOn sealed) {
            listener.opened(event(chat, addOn, sealed));
        }
    }

    private AddOnEvent event(Named chat, KeptMessage addOn, SealedAddOn sealed) {
        var target = sealed.target().id();
        var about = new AddOnEvent.About(chat, target, addOn.id(), addOn.authors());
        var original = archive.find(chat, target).flatMap(Original::of);
        if (original.isEmpty()) {
            return new AddOnEvent.Unopened(about, "the message that it is about is not kept, or has no secret");
        }
        try {
            return event(about, original.get(), original.get().open(addOn, sealed));
        } catch (DecryptionFailed | MalformedMessage unreadable) {
            return new AddOnEvent.Unopened(about, String.valueOf(unreadable.getMessage()));
        }
    }

    private AddOnEvent event(AddOnEvent.About about, Original original, OpenedAddOn opened) {
        return switch (opened) {
            case OpenedAddOn.Vote(var vote)
            when original.content() instanceof Poll poll -> {
                var tally = original.votes(poll, added(about));
                yield new AddOnEvent.Voted(about, chosen(vote, tally), tally);
            }
            case OpenedAddOn.Answer(var answer) ->
                new AddOnEvent.Answered(about, answer, original.guests(added(about)));
            default -> new AddOnEvent.Added(about, opened);
        };
    }

    private List<KeptMessage> added(AddOnEvent.About about) {
        return archive.addOnsTo(about.chat(), about.target());
    }

    private static List<String> chosen(PollVote vote, List<PollTally.Result> tally) {
        return tally.stream().map(PollTally.Result::option).filter(vote::chose).toList();
    }
}
