package io.wigwag.core.message.codec;

import io.wigwag.core.message.content.Change.Edit;
import io.wigwag.core.message.content.Change.Revocation;
import io.wigwag.core.message.content.Content;
import io.wigwag.core.message.content.Internal;
import io.wigwag.core.message.content.Setting;
import io.wigwag.core.octets.Octets;
import io.wigwag.proto.e2e.LimitSharing;
import io.wigwag.proto.e2e.Message;
import io.wigwag.proto.e2e.ProtocolMessage;
import java.time.Instant;
import java.util.Optional;

/// Words of the protocol: changes of messages, settings of chats, and what own devices tell each other.
final class ProtocolCodec {
    private ProtocolCodec() {}

    static void write(Setting setting, Message.Builder out, Instant now) {
        switch (setting) {
            case Setting.Timer(var time, var since) -> {
                var message = of(out, ProtocolMessage.Type.EPHEMERAL_SETTING)
                        .setEphemeralExpiration(ProtoValues.seconds(time));
                since.map(Instant::getEpochSecond).ifPresent(message::setEphemeralSettingTimestamp);
            }
            case Setting.SharingLimit(var limited) ->
                of(out, ProtocolMessage.Type.LIMIT_SHARING)
                        .getLimitSharingBuilder()
                        .setSharingLimited(limited)
                        .setTrigger(LimitSharing.TriggerType.CHAT_SETTING)
                        .setLimitSharingSettingTimestamp(now.toEpochMilli())
                        .setInitiatedByMe(true);
            case Setting.MemberLabel(var label) ->
                of(out, ProtocolMessage.Type.GROUP_MEMBER_LABEL_CHANGE)
                        .getMemberLabelBuilder()
                        .setLabel(label)
                        .setLabelTimestamp(now.getEpochSecond());
            case Setting.NumberShare() -> of(out, ProtocolMessage.Type.SHARE_PHONE_NUMBER);
            case Setting.NumberRequest() -> out.getRequestPhoneNumberMessageBuilder();
        }
    }

    static void revoke(Revocation revocation, Message.Builder out) {
        of(out, ProtocolMessage.Type.REVOKE).setKey(RefCodec.write(revocation.target()));
    }

    static void edit(Edit edit, Message replacement, Message.Builder out, Instant now) {
        of(out, ProtocolMessage.Type.MESSAGE_EDIT)
                .setKey(RefCodec.write(edit.target()))
                .setEditedMessage(replacement)
                .setTimestampMs(now.toEpochMilli());
    }

    static void write(Internal internal, Message.Builder out) {
        switch (internal) {
            case Internal.SenderKey(var group, var key) ->
                out.getSenderKeyDistributionMessageBuilder()
                        .setGroupId(group)
                        .setAxolotlSenderKeyDistributionMessage(ProtoValues.bytes(key));
            case Internal.HistoryReady(var notice) ->
                of(out, ProtocolMessage.Type.HISTORY_SYNC_NOTIFICATION).setHistorySyncNotification(notice);
            case Internal.StateKeys(var share) ->
                of(out, ProtocolMessage.Type.APP_STATE_SYNC_KEY_SHARE).setAppStateSyncKeyShare(share);
            case Internal.StateKeyRequest(var request) ->
                of(out, ProtocolMessage.Type.APP_STATE_SYNC_KEY_REQUEST).setAppStateSyncKeyRequest(request);
            case Internal.StateBroken(var notice) ->
                of(out, ProtocolMessage.Type.APP_STATE_FATAL_EXCEPTION_NOTIFICATION)
                        .setAppStateFatalExceptionNotification(notice);
            case Internal.Question(var request) ->
                of(out, ProtocolMessage.Type.PEER_DATA_OPERATION_REQUEST_MESSAGE)
                        .setPeerDataOperationRequestMessage(request);
            case Internal.Answer(var response) ->
                of(out, ProtocolMessage.Type.PEER_DATA_OPERATION_REQUEST_RESPONSE_MESSAGE)
                        .setPeerDataOperationRequestResponseMessage(response);
            case Internal.Identities(var payload) ->
                of(out, ProtocolMessage.Type.LID_MIGRATION_MAPPING_SYNC)
                        .getLidMigrationMappingSyncMessageBuilder()
                        .setEncodedMappingPayload(ProtoValues.bytes(payload));
            case Internal.SecurityNotices(var enabled) ->
                of(out, ProtocolMessage.Type.INITIAL_SECURITY_NOTIFICATION_SETTING_SYNC)
                        .getInitialSecurityNotificationSettingSyncBuilder()
                        .setSecurityNotificationEnabled(enabled);
            case Internal.Other other -> out.getProtocolMessageBuilder().setTypeValue(other.type());
        }
    }

    private static ProtocolMessage.Builder of(Message.Builder out, ProtocolMessage.Type type) {
        return out.getProtocolMessageBuilder().setType(type);
    }

    static Optional<Content> read(ProtocolMessage message) {
        return switch (message.getType()) {
            case REVOKE -> RefCodec.read(message.getKey()).map(Revocation::new);
            case MESSAGE_EDIT ->
                RefCodec.read(message.getKey())
                        .filter(_ -> message.hasEditedMessage())
                        .map(target -> new Edit(target, ContentReader.draft(message.getEditedMessage())));
            case EPHEMERAL_SETTING ->
                Optional.of(new Setting.Timer(
                        ProtoValues.duration(message.getEphemeralExpiration()),
                        ProtoValues.seconds(message.getEphemeralSettingTimestamp())));
            case LIMIT_SHARING ->
                Optional.of(new Setting.SharingLimit(message.getLimitSharing().getSharingLimited()));
            case GROUP_MEMBER_LABEL_CHANGE ->
                Optional.of(new Setting.MemberLabel(message.getMemberLabel().getLabel()));
            case SHARE_PHONE_NUMBER -> Optional.of(new Setting.NumberShare());
            case HISTORY_SYNC_NOTIFICATION ->
                Optional.of(new Internal.HistoryReady(message.getHistorySyncNotification()));
            case APP_STATE_SYNC_KEY_SHARE -> Optional.of(new Internal.StateKeys(message.getAppStateSyncKeyShare()));
            case APP_STATE_SYNC_KEY_REQUEST ->
                Optional.of(new Internal.StateKeyRequest(message.getAppStateSyncKeyRequest()));
            case APP_STATE_FATAL_EXCEPTION_NOTIFICATION ->
                Optional.of(new Internal.StateBroken(message.getAppStateFatalExceptionNotification()));
            case PEER_DATA_OPERATION_REQUEST_MESSAGE ->
                Optional.of(new Internal.Question(message.getPeerDataOperationRequestMessage()));
            case PEER_DATA_OPERATION_REQUEST_RESPONSE_MESSAGE ->
                Optional.of(new Internal.Answer(message.getPeerDataOperationRequestResponseMessage()));
            case LID_MIGRATION_MAPPING_SYNC -> Optional.of(new Internal.Identities(mappings(message)));
            case INITIAL_SECURITY_NOTIFICATION_SETTING_SYNC ->
                Optional.of(new Internal.SecurityNotices(
                        message.getInitialSecurityNotificationSettingSync().getSecurityNotificationEnabled()));
            default -> Optional.of(new Internal.Other(message.getTypeValue(), name(message)));
        };
    }

    private static Octets mappings(ProtocolMessage message) {
        var payload = message.getLidMigrationMappingSyncMessage().getEncodedMappingPayload();
        return ProtoValues.octets(payload);
    }

    private static String name(ProtocolMessage message) {
        return message.getType() == ProtocolMessage.Type.UNRECOGNIZED
                ? ""
                : message.getType().name();
    }
}
