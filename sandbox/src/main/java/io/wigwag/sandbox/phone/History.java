package io.wigwag.sandbox.phone;

import com.google.protobuf.ByteString;
import io.wigwag.core.octets.Octets;
import io.wigwag.proto.e2e.HistorySyncNotification;
import io.wigwag.proto.e2e.HistorySyncType;
import io.wigwag.proto.e2e.ProtocolMessage;
import io.wigwag.proto.history.Conversation;
import io.wigwag.proto.history.HistorySync;
import io.wigwag.proto.history.PhoneNumberToLIDMapping;
import io.wigwag.proto.history.Pushname;
import io.wigwag.sandbox.server.Exchange;
import io.wigwag.sandbox.world.Account;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.DeflaterOutputStream;

/// What an account's phone knows of the past, and how it hands it to companions: deflated, inside the message and, for
/// clients that read only files, as a file on the media host, too.
final class History {
    private static final String MEDIA_KIND = "md-msg-hist";
    private static final String KEY_INFO = "WhatsApp History Keys";
    private static final int COMPLETE = 100;
    /// How many messages of each chat come first of all.
    private static final int IN_BOOTSTRAP = 20;

    private final Exchange exchange;
    private final Archive archive;
    private final List<HistoryPart> parts = new ArrayList<>();
    private Optional<Uploads> uploads = Optional.empty();

    History(Exchange exchange, Archive archive) {
        this.exchange = exchange;
        this.archive = archive;
    }

    void uploads(Uploads host) {
        uploads = Optional.of(host);
    }

    void add(HistoryPart part) {
        parts.add(part);
    }

    /// What every new companion must hear, be there a past or not.
    ProtocolMessage.Builder bootstrap(Account account) {
        var sync = HistorySync.newBuilder()
                .setSyncType(HistorySync.HistorySyncType.INITIAL_BOOTSTRAP)
                .setChunkOrder(0)
                .setProgress(COMPLETE)
                .addAllConversations(archive.conversations(account, IN_BOOTSTRAP))
                .addPushnames(name(account));
        for (var partner : partners(account)) {
            sync.addPhoneNumberToLidMappings(PhoneNumberToLIDMapping.newBuilder()
                    .setPnJid(partner.pn().toString())
                    .setLidJid(partner.lid().toString()));
        }
        parts.forEach(part -> part.addTo(sync, account));
        return notification(HistorySyncType.INITIAL_BOOTSTRAP, sync.build(), Optional.empty());
    }

    /// Those who have met the account.
    private List<Account> partners(Account account) {
        return exchange.acquaintances().whoKnow(account);
    }

    boolean knowsAnybody(Account account) {
        return !partners(account).isEmpty() || !archive.names(account).isEmpty();
    }

    /// The names of the account itself and of those it chats with.
    ProtocolMessage.Builder pushNames(Account account) {
        var sync = HistorySync.newBuilder()
                .setSyncType(HistorySync.HistorySyncType.PUSH_NAME)
                .setChunkOrder(0)
                .setProgress(COMPLETE)
                .addPushnames(name(account));
        named(account).forEach(sync::addPushnames);
        return notification(HistorySyncType.PUSH_NAME, sync.build(), Optional.empty());
    }

    private List<Pushname> named(Account account) {
        var all = new ArrayList<>(partners(account).stream().map(History::name).toList());
        archive.names(account)
                .forEach((whom, name) -> all.add(Pushname.newBuilder()
                        .setId(whom.toString())
                        .setPushname(name)
                        .build()));
        return all;
    }

    private static Pushname name(Account account) {
        return Pushname.newBuilder()
                .setId(account.pn().toString())
                .setPushname(account.pushName())
                .build();
    }

    /// A part of a chat that a companion has asked for by a message of this id.
    ProtocolMessage.Builder onDemand(Conversation part, String request) {
        var sync = HistorySync.newBuilder()
                .setSyncType(HistorySync.HistorySyncType.ON_DEMAND)
                .setChunkOrder(0)
                .setProgress(COMPLETE)
                .addConversations(part);
        return notification(HistorySyncType.ON_DEMAND, sync.build(), Optional.of(request));
    }

    /// Everything that the phone has by now, as one that is put there later hands it on.
    ProtocolMessage.Builder recent(Account account) {
        var sync = HistorySync.newBuilder()
                .setSyncType(HistorySync.HistorySyncType.RECENT)
                .setChunkOrder(1)
                .setProgress(COMPLETE)
                .addAllConversations(archive.conversations(account, Integer.MAX_VALUE))
                .addPushnames(name(account));
        named(account).forEach(sync::addPushnames);
        return notification(HistorySyncType.RECENT, sync.build(), Optional.empty());
    }

    private ProtocolMessage.Builder notification(HistorySyncType type, HistorySync sync, Optional<String> request) {
        var deflated = deflate(sync.toByteArray());
        var notification = HistorySyncNotification.newBuilder()
                .setSyncType(type)
                .setChunkOrder(sync.getChunkOrder())
                .setProgress(sync.getProgress())
                .setFileLength(deflated.size());
        if (deflated.size() <= exchange.settings().historyInlineBytes) {
            notification.setInitialHistBootstrapInlinePayload(bytes(deflated));
        }
        request.ifPresent(notification::setPeerDataRequestSessionId);
        uploads.ifPresent(host -> {
            var sealed = SealedMedia.seal(deflated, KEY_INFO, SealedMedia.newKey(exchange.random()));
            notification
                    .setDirectPath(host.store(MEDIA_KIND, sealed.file()))
                    .setMediaKey(bytes(sealed.key()))
                    .setFileSha256(bytes(sealed.contentHash()))
                    .setFileEncSha256(bytes(sealed.fileHash()));
        });
        return ProtocolMessage.newBuilder()
                .setType(ProtocolMessage.Type.HISTORY_SYNC_NOTIFICATION)
                .setHistorySyncNotification(notification);
    }

    private static ByteString bytes(Octets octets) {
        return ByteString.copyFrom(octets.asBuffer());
    }

    private static Octets deflate(byte[] bytes) {
        var out = new ByteArrayOutputStream();
        try (var deflating = new DeflaterOutputStream(out)) {
            deflating.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return Octets.wrap(out.toByteArray());
    }
}
