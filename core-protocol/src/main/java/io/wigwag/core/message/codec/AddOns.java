package io.wigwag.core.message.codec;

import com.google.protobuf.InvalidProtocolBufferException;
import io.wigwag.core.crypto.DecryptionFailed;
import io.wigwag.core.id.Jid;
import io.wigwag.core.message.content.Change;
import io.wigwag.core.message.content.Draft;
import io.wigwag.core.message.content.MessageRef;
import io.wigwag.core.message.content.OpenedAddOn;
import io.wigwag.core.message.content.OpenedAddOn.Answer;
import io.wigwag.core.message.content.OpenedAddOn.Commented;
import io.wigwag.core.message.content.OpenedAddOn.Edited;
import io.wigwag.core.message.content.OpenedAddOn.OptionAdded;
import io.wigwag.core.message.content.OpenedAddOn.Reacted;
import io.wigwag.core.message.content.OpenedAddOn.Vote;
import io.wigwag.core.message.content.SealedAddOn;
import io.wigwag.core.message.secret.EventResponse;
import io.wigwag.core.message.secret.MalformedAddOn;
import io.wigwag.core.message.secret.MessageSecret;
import io.wigwag.core.message.secret.MessageSecret.Parties;
import io.wigwag.core.message.secret.PollVote;
import io.wigwag.core.octets.Octets;
import io.wigwag.proto.e2e.Message;
import io.wigwag.proto.e2e.ReactionMessage;
import java.security.SecureRandom;
import java.util.Collection;

/// Seals and opens add-ons with the secret of the message that they are about.
public final class AddOns {
    private AddOns() {}

    /// An add-on ready to be sent.
    ///
    /// @param secret of the message that it is about
    /// @param parties who sent that message, and who sends the add-on, under the names that the chat uses
    /// @param composition of the add-on: its time
    public static SealedAddOn seal(
            OpenedAddOn addOn,
            MessageRef target,
            MessageSecret secret,
            Parties parties,
            Composition composition,
            SecureRandom random) {
        var plaintext = plaintext(addOn, target, composition);
        return new SealedAddOn(target, addOn.kind(), secret.seal(addOn.kind(), parties, plaintext, random));
    }

    /// What an add-on says.
    ///
    /// @param authors the names of who sent the message with the secret: number and hidden id
    /// @param senders the names of who sent the add-on
    public static OpenedAddOn open(
            SealedAddOn addOn, MessageSecret secret, Collection<Jid> authors, Collection<Jid> senders)
            throws DecryptionFailed, MalformedMessage {
        var plaintext = secret.open(addOn.kind(), addOn.target().id(), authors, senders, addOn.sealed());
        try {
            return switch (addOn.kind()) {
                case POLL_VOTE -> new Vote(PollVote.parse(plaintext));
                case EVENT_RESPONSE -> new Answer(EventResponse.parse(plaintext));
                case REACTION -> new Reacted(reaction(plaintext));
                case COMMENT -> new Commented(draft(plaintext));
                case MESSAGE_EDIT, EVENT_EDIT, POLL_EDIT -> new Edited(replacement(plaintext));
                case POLL_OPTION -> new OptionAdded(option(plaintext));
            };
        } catch (MalformedAddOn e) {
            throw new MalformedMessage(String.valueOf(e.getMessage()));
        }
    }

    private static Octets plaintext(OpenedAddOn addOn, MessageRef target, Composition composition) {
        return switch (addOn) {
            case Vote(var vote) -> vote.toOctets();
            case Answer(var response) -> response.toOctets();
            case Reacted(var emoji) ->
                octets(ReactionMessage.newBuilder()
                        .setText(emoji)
                        .setSenderTimestampMs(composition.now().toEpochMilli())
                        .build());
            case Commented(var said) -> octets(ContentWriter.inner(said, composition));
            case Edited(var replacement) -> octets(ContentWriter.inner(edit(addOn, target, replacement), composition));
            case OptionAdded(var name) -> {
                var message = Message.newBuilder();
                message.getPollAddOptionMessageBuilder()
                        .setPollCreationMessageKey(RefCodec.write(target))
                        .getAddOptionBuilder()
                        .setOptionName(name);
                yield octets(message.build());
            }
        };
    }

    /// Words are changed by the protocol's word for it, events and polls by standing there anew.
    private static Draft edit(OpenedAddOn addOn, MessageRef target, Draft replacement) {
        return switch (addOn.kind()) {
            case EVENT_EDIT, POLL_EDIT -> replacement;
            default -> Draft.of(new Change.Edit(target, replacement));
        };
    }

    private static Octets octets(com.google.protobuf.Message message) {
        return Octets.wrap(message.toByteArray());
    }

    private static String reaction(Octets plaintext) throws MalformedMessage {
        try {
            return ReactionMessage.parseFrom(plaintext.toArray()).getText();
        } catch (InvalidProtocolBufferException e) {
            throw new MalformedMessage("a reaction of " + plaintext.size() + " bytes");
        }
    }

    private static Draft draft(Octets plaintext) throws MalformedMessage {
        return ContentReader.draft(ContentReader.parse(plaintext));
    }

    private static Draft replacement(Octets plaintext) throws MalformedMessage {
        var draft = draft(plaintext);
        return draft.content() instanceof Change.Edit(var _, var replacement) ? replacement : draft;
    }

    private static String option(Octets plaintext) throws MalformedMessage {
        var message = ContentReader.parse(plaintext);
        if (!message.hasPollAddOptionMessage()) {
            throw new MalformedMessage("a new option without one");
        }
        return message.getPollAddOptionMessage().getAddOption().getOptionName();
    }
}
