package io.wigwag.core.message.codec;

import io.wigwag.core.message.content.Album;
import io.wigwag.core.message.content.CallRecord;
import io.wigwag.core.message.content.Change;
import io.wigwag.core.message.content.Comment;
import io.wigwag.core.message.content.Contacts;
import io.wigwag.core.message.content.Context;
import io.wigwag.core.message.content.Document;
import io.wigwag.core.message.content.Draft;
import io.wigwag.core.message.content.Event;
import io.wigwag.core.message.content.Internal;
import io.wigwag.core.message.content.Invite;
import io.wigwag.core.message.content.Media;
import io.wigwag.core.message.content.Offer;
import io.wigwag.core.message.content.Place;
import io.wigwag.core.message.content.Poll;
import io.wigwag.core.message.content.Raw;
import io.wigwag.core.message.content.Reaction;
import io.wigwag.core.message.content.Reply;
import io.wigwag.core.message.content.SealedAddOn;
import io.wigwag.core.message.content.Setting;
import io.wigwag.core.message.content.Sticker;
import io.wigwag.core.message.content.Text;
import io.wigwag.proto.e2e.CallLogMessage;
import io.wigwag.proto.e2e.FutureProofMessage;
import io.wigwag.proto.e2e.KeepType;
import io.wigwag.proto.e2e.Message;
import io.wigwag.proto.e2e.MessageAssociation;
import io.wigwag.proto.e2e.PinInChatMessage;
import java.time.Instant;

/// Drafts to messages as they are encrypted.
public final class ContentWriter {
    private static final String VIEW_ONCE = "view_once";

    private final Composition composition;

    private ContentWriter(Composition composition) {
        this.composition = composition;
    }

    /// The message that a draft becomes.
    ///
    /// @throws IllegalArgumentException for surroundings around a content that can't have any, such as a quote in a
    ///     reaction; a timer is left out there
    public static Message write(Draft draft, Composition composition) {
        var writer = new ContentWriter(composition);
        var message = writer.body(draft);
        writer.facts(draft, message);
        return message.build();
    }

    /// A message inside another one, or in an add-on: it has no secret of its own.
    static Message inner(Draft draft, Composition composition) {
        return new ContentWriter(composition).body(draft).build();
    }

    private Instant now() {
        return composition.now();
    }

    private Message.Builder body(Draft draft) {
        var inner = Message.newBuilder();
        content(draft, inner);
        context(draft, inner);
        return wrapped(draft, inner);
    }

    private void content(Draft draft, Message.Builder out) {
        switch (draft.content()) {
            case Text text -> TextCodec.write(text, out);
            case Media media -> MediaWriter.write(media, out);
            case Album album ->
                out.getAlbumMessageBuilder()
                        .setExpectedImageCount(album.images())
                        .setExpectedVideoCount(album.videos());
            case Place place -> PlaceCodec.write(place, out);
            case Contacts contacts -> ContactCodec.write(contacts, out);
            case Poll poll -> PollCodec.write(poll, out);
            case Event event -> EventCodec.write(event, out);
            case SealedAddOn addOn -> SealedCodec.write(addOn, out, now());
            case Invite invite -> InviteCodec.write(invite, out);
            case Reply reply -> ReplyCodec.write(reply, out);
            case Offer offer -> OfferCodec.write(offer, out);
            case Setting setting -> ProtocolCodec.write(setting, out, now());
            case Internal internal -> ProtocolCodec.write(internal, out);
            case Change change -> change(change, out);
            case Raw raw -> out.mergeFrom(raw.message());
            case Reaction(var target, var emoji) ->
                out.getReactionMessageBuilder()
                        .setKey(RefCodec.write(target))
                        .setText(emoji)
                        .setSenderTimestampMs(now().toEpochMilli());
            case Comment(var target, var said) ->
                out.getCommentMessageBuilder()
                        .setTargetMessageKey(RefCodec.write(target))
                        .setMessage(body(said));
            case CallRecord call -> call(call, out.getCallLogMesssageBuilder());
        }
    }

    private void change(Change change, Message.Builder out) {
        switch (change) {
            case Change.Edit edit ->
                ProtocolCodec.edit(edit, body(edit.replacement()).build(), out, now());
            case Change.Revocation revocation -> ProtocolCodec.revoke(revocation, out);
            case Change.Pin pin ->
                out.getPinInChatMessageBuilder()
                        .setKey(RefCodec.write(pin.target()))
                        .setType(PinInChatMessage.Type.PIN_FOR_ALL)
                        .setSenderTimestampMs(now().toEpochMilli());
            case Change.Unpin unpin ->
                out.getPinInChatMessageBuilder()
                        .setKey(RefCodec.write(unpin.target()))
                        .setType(PinInChatMessage.Type.UNPIN_FOR_ALL)
                        .setSenderTimestampMs(now().toEpochMilli());
            case Change.Keep(var target, var kept) ->
                out.getKeepInChatMessageBuilder()
                        .setKey(RefCodec.write(target))
                        .setKeepType(kept ? KeepType.KEEP_FOR_ALL : KeepType.UNDO_KEEP_FOR_ALL)
                        .setTimestampMs(now().toEpochMilli());
        }
    }

    private static void call(CallRecord call, CallLogMessage.Builder out) {
        out.setIsVideo(call.video())
                .setDurationSecs(call.time().toSeconds())
                .setCallOutcome(
                        switch (call.outcome()) {
                            case CONNECTED -> CallLogMessage.CallOutcome.CONNECTED;
                            case MISSED -> CallLogMessage.CallOutcome.MISSED;
                            case FAILED -> CallLogMessage.CallOutcome.FAILED;
                            case REJECTED -> CallLogMessage.CallOutcome.REJECTED;
                            case ACCEPTED_ELSEWHERE -> CallLogMessage.CallOutcome.ACCEPTED_ELSEWHERE;
                            case ONGOING -> CallLogMessage.CallOutcome.ONGOING;
                            case SILENCED_BY_DO_NOT_DISTURB -> CallLogMessage.CallOutcome.SILENCED_BY_DND;
                            case SILENCED_UNKNOWN_CALLER -> CallLogMessage.CallOutcome.SILENCED_UNKNOWN_CALLER;
                        });
    }

    private static void context(Draft draft, Message.Builder out) {
        var context = draft.context();
        if (context.equals(Context.NONE) || ContentField.setContext(out, ContextCodec.write(context))) {
            return;
        }
        var onlyTimer = new Context(
                Context.NONE.quote(),
                Context.NONE.mentions(),
                Context.NONE.forwarding(),
                context.disappearing(),
                Context.NONE.referral());
        if (!context.equals(onlyTimer)) {
            throw new IllegalArgumentException(
                    draft.content().getClass().getSimpleName() + " can't quote, mention or be forwarded");
        }
    }

    private static Message.Builder wrapped(Draft draft, Message.Builder inner) {
        if (draft.viewOnce()) {
            ContentField.of(inner.buildPartial()).map(inner::getFieldBuilder).ifPresent(ContentWriter::markViewOnce);
            var once = FutureProofMessage.newBuilder().setMessage(inner);
            return inner.hasAudioMessage()
                    ? Message.newBuilder().setViewOnceMessageV2Extension(once)
                    : Message.newBuilder().setViewOnceMessageV2(once);
        }
        return switch (draft.content()) {
            case Document document
            when !document.caption().isEmpty() ->
                Message.newBuilder()
                        .setDocumentWithCaptionMessage(
                                FutureProofMessage.newBuilder().setMessage(inner));
            case Sticker sticker
            when sticker.form() == Sticker.Form.LOTTIE ->
                Message.newBuilder()
                        .setLottieStickerMessage(FutureProofMessage.newBuilder().setMessage(inner));
            default -> inner;
        };
    }

    private static void markViewOnce(com.google.protobuf.Message.Builder media) {
        media.setField(media.getDescriptorForType().findFieldByName(VIEW_ONCE), true);
    }

    /// What stands beside the content.
    private void facts(Draft draft, Message.Builder out) {
        if (Secrecy.needsSecret(draft.content())) {
            out.getMessageContextInfoBuilder()
                    .setMessageSecret(ProtoValues.bytes(composition.secret().value()));
        }
        switch (draft.content()) {
            case Change.Pin pin ->
                out.getMessageContextInfoBuilder().setMessageAddOnDurationInSecs(ProtoValues.seconds(pin.time()));
            case Change.Unpin _ -> out.getMessageContextInfoBuilder().setMessageAddOnDurationInSecs(0);
            default ->
                draft.album()
                        .ifPresent(album -> out.getMessageContextInfoBuilder()
                                .setMessageAssociation(MessageAssociation.newBuilder()
                                        .setAssociationType(MessageAssociation.AssociationType.MEDIA_ALBUM)
                                        .setParentMessageKey(RefCodec.write(album))));
        }
    }
}
