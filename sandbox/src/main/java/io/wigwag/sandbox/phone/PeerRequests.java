package io.wigwag.sandbox.phone;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.id.Jid;
import io.wigwag.core.id.MalformedJid;
import io.wigwag.core.octets.Octets;
import io.wigwag.proto.e2e.AppStateSyncKeyRequest;
import io.wigwag.proto.e2e.AppStateSyncKeyShare;
import io.wigwag.proto.e2e.PeerDataOperationRequestMessage;
import io.wigwag.proto.e2e.PeerDataOperationRequestMessage.HistorySyncOnDemandRequest;
import io.wigwag.proto.e2e.PeerDataOperationRequestMessage.PlaceholderMessageResendRequest;
import io.wigwag.proto.e2e.PeerDataOperationRequestResponseMessage;
import io.wigwag.proto.e2e.PeerDataOperationRequestResponseMessage.PeerDataOperationResult;
import io.wigwag.proto.e2e.PlaceholderMessageResendResponse;
import io.wigwag.proto.e2e.ProtocolMessage;
import io.wigwag.sandbox.server.Exchange;
import io.wigwag.sandbox.world.Account;
import java.util.List;
import java.util.Optional;

/// Answers what companions ask of their phone, where the phone knows it; for anything else a phone is silent, too.
final class PeerRequests {
    private static final int USUAL_COUNT = 50;

    private final Exchange exchange;
    private final SyncKeys syncKeys;
    private final History history;
    private final Archive archive;

    PeerRequests(Exchange exchange, SyncKeys syncKeys, History history, Archive archive) {
        this.exchange = exchange;
        this.syncKeys = syncKeys;
        this.history = history;
        this.archive = archive;
    }

    /// The answer to a companion's request of this id; empty where there is none.
    Optional<ProtocolMessage.Builder> answer(Account account, String id, ProtocolMessage request) throws MalformedNode {
        if (request.hasAppStateSyncKeyRequest()) {
            return Optional.of(keys(account, request.getAppStateSyncKeyRequest()));
        }
        if (!request.hasPeerDataOperationRequestMessage()) {
            return Optional.empty();
        }
        var asked = request.getPeerDataOperationRequestMessage();
        exchange.events()
                .add("phone.asked", "account", account, "for", asked.getPeerDataOperationRequestType(), "id", id);
        return switch (asked.getPeerDataOperationRequestType()) {
            case HISTORY_SYNC_ON_DEMAND -> past(account, id, asked.getHistorySyncOnDemandRequest());
            case PLACEHOLDER_MESSAGE_RESEND ->
                resend(account, id, asked, asked.getPlaceholderMessageResendRequestList());
            default -> Optional.empty();
        };
    }

    /// Keys that the persona doesn't have are named, too, without their data.
    private ProtocolMessage.Builder keys(Account account, AppStateSyncKeyRequest request) {
        var share = AppStateSyncKeyShare.newBuilder();
        for (var id : request.getKeyIdsList()) {
            var known = syncKeys.find(account, Octets.wrap(id.getKeyId().toByteArray()));
            share.addKeys(known.map(SyncKeys.SyncKey::shared).orElseGet(() -> SyncKeys.SyncKey.missing(id.getKeyId())));
        }
        return ProtocolMessage.newBuilder()
                .setType(ProtocolMessage.Type.APP_STATE_SYNC_KEY_SHARE)
                .setAppStateSyncKeyShare(share);
    }

    private Optional<ProtocolMessage.Builder> past(Account account, String id, HistorySyncOnDemandRequest asked)
            throws MalformedNode {
        Jid chat;
        try {
            chat = Jid.parse(asked.getChatJid());
        } catch (MalformedJid malformed) {
            throw new MalformedNode("history of no chat: " + malformed.getMessage());
        }
        var count = asked.getOnDemandMsgCount() > 0 ? asked.getOnDemandMsgCount() : USUAL_COUNT;
        return Optional.of(history.onDemand(archive.before(account, chat, asked.getOldestMsgId(), count), id));
    }

    private Optional<ProtocolMessage.Builder> resend(
            Account account,
            String id,
            PeerDataOperationRequestMessage asked,
            List<PlaceholderMessageResendRequest> placeholders) {
        var response = PeerDataOperationRequestResponseMessage.newBuilder()
                .setPeerDataOperationRequestType(asked.getPeerDataOperationRequestType())
                .setStanzaId(id);
        for (var placeholder : placeholders) {
            archive.find(account, placeholder.getMessageKey())
                    .ifPresent(message -> response.addPeerDataOperationResult(PeerDataOperationResult.newBuilder()
                            .setPlaceholderMessageResendResponse(PlaceholderMessageResendResponse.newBuilder()
                                    .setWebMessageInfoBytes(message.toByteString()))));
        }
        return response.getPeerDataOperationResultCount() == 0
                ? Optional.empty()
                : Optional.of(ProtocolMessage.newBuilder()
                        .setType(ProtocolMessage.Type.PEER_DATA_OPERATION_REQUEST_RESPONSE_MESSAGE)
                        .setPeerDataOperationRequestResponseMessage(response));
    }
}
