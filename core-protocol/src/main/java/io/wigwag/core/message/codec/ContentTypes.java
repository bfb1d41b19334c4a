package io.wigwag.core.message.codec;

import com.google.protobuf.Descriptors.FieldDescriptor;
import io.wigwag.core.message.content.Album;
import io.wigwag.core.message.content.CallRecord;
import io.wigwag.core.message.content.Change;
import io.wigwag.core.message.content.Comment;
import io.wigwag.core.message.content.Content;
import io.wigwag.core.message.content.Internal;
import io.wigwag.core.message.content.Reaction;
import io.wigwag.core.message.content.Setting;
import io.wigwag.core.message.content.Text;
import io.wigwag.proto.e2e.AlbumMessage;
import io.wigwag.proto.e2e.CallLogMessage;
import io.wigwag.proto.e2e.CommentMessage;
import io.wigwag.proto.e2e.KeepInChatMessage;
import io.wigwag.proto.e2e.KeepType;
import io.wigwag.proto.e2e.Message;
import io.wigwag.proto.e2e.MessageContextInfo;
import io.wigwag.proto.e2e.PinInChatMessage;
import java.time.Duration;
import java.util.Optional;

/// From the field that holds a content to its type.
final class ContentTypes {
    private static final CallRecord.Outcome[] OUTCOMES = CallRecord.Outcome.values();

    private ContentTypes() {}

    /// The content; none for a kind without a type, or one that lacks what it can't do without.
    static Optional<Content> read(FieldDescriptor field, Message message, MessageContextInfo info) {
        return switch (field.getNumber()) {
            case Message.CONVERSATION_FIELD_NUMBER -> Optional.of(Text.of(message.getConversation()));
            case Message.EXTENDED_TEXT_MESSAGE_FIELD_NUMBER ->
                Optional.of(TextCodec.read(message.getExtendedTextMessage()));
            case Message.IMAGE_MESSAGE_FIELD_NUMBER -> MediaReader.read(message.getImageMessage());
            case Message.VIDEO_MESSAGE_FIELD_NUMBER -> MediaReader.read(message.getVideoMessage());
            case Message.PTV_MESSAGE_FIELD_NUMBER -> MediaReader.readNote(message.getPtvMessage());
            case Message.AUDIO_MESSAGE_FIELD_NUMBER -> MediaReader.read(message.getAudioMessage());
            case Message.DOCUMENT_MESSAGE_FIELD_NUMBER -> MediaReader.read(message.getDocumentMessage());
            case Message.STICKER_MESSAGE_FIELD_NUMBER -> MediaReader.read(message.getStickerMessage());
            case Message.STICKER_PACK_MESSAGE_FIELD_NUMBER -> MediaReader.read(message.getStickerPackMessage());
            case Message.ALBUM_MESSAGE_FIELD_NUMBER -> album(message.getAlbumMessage());
            case Message.LOCATION_MESSAGE_FIELD_NUMBER ->
                Optional.of(
                        message.getLocationMessage().getIsLive()
                                ? PlaceCodec.readLive(message.getLocationMessage())
                                : PlaceCodec.read(message.getLocationMessage()));
            case Message.LIVE_LOCATION_MESSAGE_FIELD_NUMBER ->
                Optional.of(PlaceCodec.read(message.getLiveLocationMessage()));
            case Message.CONTACT_MESSAGE_FIELD_NUMBER -> Optional.of(ContactCodec.read(message.getContactMessage()));
            case Message.CONTACTS_ARRAY_MESSAGE_FIELD_NUMBER ->
                Optional.of(ContactCodec.read(message.getContactsArrayMessage()));
            case Message.POLL_CREATION_MESSAGE_FIELD_NUMBER ->
                Optional.of(PollCodec.read(message.getPollCreationMessage(), false));
            case Message.POLL_CREATION_MESSAGE_V2_FIELD_NUMBER ->
                Optional.of(PollCodec.read(message.getPollCreationMessageV2(), true));
            case Message.POLL_CREATION_MESSAGE_V3_FIELD_NUMBER ->
                Optional.of(PollCodec.read(message.getPollCreationMessageV3(), false));
            case Message.POLL_CREATION_MESSAGE_V5_FIELD_NUMBER ->
                Optional.of(PollCodec.read(message.getPollCreationMessageV5(), false));
            case Message.POLL_CREATION_MESSAGE_V6_FIELD_NUMBER ->
                Optional.of(PollCodec.read(message.getPollCreationMessageV6(), false));
            case Message.EVENT_MESSAGE_FIELD_NUMBER -> EventCodec.read(message.getEventMessage());
            case Message.GROUP_INVITE_MESSAGE_FIELD_NUMBER -> InviteCodec.read(message.getGroupInviteMessage());
            case Message.NEWSLETTER_ADMIN_INVITE_MESSAGE_FIELD_NUMBER ->
                InviteCodec.read(message.getNewsletterAdminInviteMessage());
            case Message.NEWSLETTER_FOLLOWER_INVITE_MESSAGE_V2_FIELD_NUMBER ->
                InviteCodec.read(message.getNewsletterFollowerInviteMessageV2());
            case Message.CALL_LOG_MESSSAGE_FIELD_NUMBER -> Optional.of(call(message.getCallLogMesssage()));
            default -> readAnswer(field, message, info);
        };
    }

    /// Of these, what is about another message or was chosen in one.
    private static Optional<Content> readAnswer(FieldDescriptor field, Message message, MessageContextInfo info) {
        return switch (field.getNumber()) {
            case Message.REACTION_MESSAGE_FIELD_NUMBER ->
                RefCodec.read(message.getReactionMessage().getKey())
                        .map(target -> new Reaction(
                                target, message.getReactionMessage().getText()));
            case Message.COMMENT_MESSAGE_FIELD_NUMBER -> comment(message.getCommentMessage());
            case Message.PIN_IN_CHAT_MESSAGE_FIELD_NUMBER -> pin(message.getPinInChatMessage(), info);
            case Message.KEEP_IN_CHAT_MESSAGE_FIELD_NUMBER -> keep(message.getKeepInChatMessage());
            case Message.POLL_UPDATE_MESSAGE_FIELD_NUMBER -> SealedCodec.read(message.getPollUpdateMessage());
            case Message.ENC_EVENT_RESPONSE_MESSAGE_FIELD_NUMBER ->
                SealedCodec.read(message.getEncEventResponseMessage());
            case Message.ENC_REACTION_MESSAGE_FIELD_NUMBER -> SealedCodec.read(message.getEncReactionMessage());
            case Message.ENC_COMMENT_MESSAGE_FIELD_NUMBER -> SealedCodec.read(message.getEncCommentMessage());
            case Message.SECRET_ENCRYPTED_MESSAGE_FIELD_NUMBER -> SealedCodec.read(message.getSecretEncryptedMessage());
            case Message.BUTTONS_MESSAGE_FIELD_NUMBER -> OfferCodec.read(message.getButtonsMessage());
            case Message.LIST_MESSAGE_FIELD_NUMBER -> OfferCodec.read(message.getListMessage());
            case Message.INTERACTIVE_MESSAGE_FIELD_NUMBER -> OfferCodec.read(message.getInteractiveMessage());
            case Message.BUTTONS_RESPONSE_MESSAGE_FIELD_NUMBER ->
                Optional.of(ReplyCodec.read(message.getButtonsResponseMessage()));
            case Message.TEMPLATE_BUTTON_REPLY_MESSAGE_FIELD_NUMBER ->
                Optional.of(ReplyCodec.read(message.getTemplateButtonReplyMessage()));
            case Message.LIST_RESPONSE_MESSAGE_FIELD_NUMBER ->
                Optional.of(ReplyCodec.read(message.getListResponseMessage()));
            case Message.INTERACTIVE_RESPONSE_MESSAGE_FIELD_NUMBER ->
                ReplyCodec.read(message.getInteractiveResponseMessage());
            case Message.REQUEST_PHONE_NUMBER_MESSAGE_FIELD_NUMBER -> Optional.of(new Setting.NumberRequest());
            case Message.PROTOCOL_MESSAGE_FIELD_NUMBER -> ProtocolCodec.read(message.getProtocolMessage());
            default -> Optional.empty();
        };
    }

    /// A sender key that travels without a content.
    static Optional<Content> senderKey(Message message) {
        if (!message.hasSenderKeyDistributionMessage()) {
            return Optional.empty();
        }
        var key = message.getSenderKeyDistributionMessage();
        return Optional.of(new Internal.SenderKey(
                key.getGroupId(), ProtoValues.octets(key.getAxolotlSenderKeyDistributionMessage())));
    }

    private static Optional<Content> album(AlbumMessage album) {
        return album.getExpectedImageCount() < 0 || album.getExpectedVideoCount() < 0
                ? Optional.empty()
                : Optional.of(new Album(album.getExpectedImageCount(), album.getExpectedVideoCount()));
    }

    private static Optional<Content> comment(CommentMessage comment) {
        return RefCodec.read(comment.getTargetMessageKey())
                .map(target -> new Comment(target, ContentReader.draft(comment.getMessage())));
    }

    private static Optional<Content> pin(PinInChatMessage pin, MessageContextInfo info) {
        var target = RefCodec.read(pin.getKey());
        return switch (pin.getType()) {
            case PIN_FOR_ALL ->
                target.map(key -> new Change.Pin(key, ProtoValues.duration(info.getMessageAddOnDurationInSecs())));
            case UNPIN_FOR_ALL -> target.map(Change.Unpin::new);
            case UNKNOWN_TYPE, UNRECOGNIZED -> Optional.empty();
        };
    }

    private static Optional<Content> keep(KeepInChatMessage keep) {
        return RefCodec.read(keep.getKey())
                .filter(_ ->
                        keep.getKeepType() == KeepType.KEEP_FOR_ALL || keep.getKeepType() == KeepType.UNDO_KEEP_FOR_ALL)
                .map(target -> new Change.Keep(target, keep.getKeepType() == KeepType.KEEP_FOR_ALL));
    }

    private static CallRecord call(CallLogMessage call) {
        return new CallRecord(
                call.getIsVideo(),
                ProtoValues.numbered(OUTCOMES, call.getCallOutcomeValue()).orElse(CallRecord.Outcome.FAILED),
                Duration.ofSeconds(Math.max(0, call.getDurationSecs())));
    }
}
