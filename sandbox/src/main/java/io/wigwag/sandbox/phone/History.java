package io.wigwag.sandbox.phone;

import com.google.protobuf.ByteString;
import io.wigwag.core.octets.Octets;
import io.wigwag.proto.e2e.HistorySyncNotification;
import io.wigwag.proto.e2e.HistorySyncType;
import io.wigwag.proto.e2e.ProtocolMessage;
import io.wigwag.proto.history.HistorySync;
import io.wigwag.proto.history.PhoneNumberToLIDMapping;
import io.wigwag.proto.history.Pushname;
import io.wigwag.sandbox.server.Exchange;
import io.wigwag.sandbox.world.Account;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.zip.DeflaterOutputStream;

/// What an account's phone knows of the past, and how it hands it to companions: deflated, inside the message and, for
/// clients that read only files, as a file on the media host, too.
final class History {
    private static final String MEDIA_KIND = "md-msg-hist";
    private static final String KEY_INFO = "WhatsApp History Keys";
    private static final int COMPLETE = 100;

    private final Exchange exchange;
    private final List<HistoryPart> parts = new ArrayList<>();
    private Optional<Uploads> uploads = Optional.empty();

    History(Exchange exchange) {
        this.exchange = exchange;
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
                .addPushnames(name(account));
        for (var partner : partners(account)) {
            sync.addPhoneNumberToLidMappings(PhoneNumberToLIDMapping.newBuilder()
                    .setPnJid(partner.pn().toString())
                    .setLidJid(partner.lid().toString()));
        }
        parts.forEach(part -> part.addTo(sync, account));
        return notification(HistorySyncType.INITIAL_BOOTSTRAP, sync.build());
    }

    /// Those who have met the account.
    private List<Account> partners(Account account) {
        return exchange.acquaintances().whoKnow(account);
    }

    boolean knowsAnybody(Account account) {
        return !partners(account).isEmpty();
    }

    /// The names of the account itself and of those it chats with.
    ProtocolMessage.Builder pushNames(Account account) {
        var sync = HistorySync.newBuilder()
                .setSyncType(HistorySync.HistorySyncType.PUSH_NAME)
                .setChunkOrder(0)
                .setProgress(COMPLETE)
                .addPushnames(name(account));
        named(partners(account)).forEach(sync::addPushnames);
        return notification(HistorySyncType.PUSH_NAME, sync.build());
    }

    private static List<Pushname> named(Collection<Account> accounts) {
        return accounts.stream().map(History::name).toList();
    }

    private static Pushname name(Account account) {
        return Pushname.newBuilder()
                .setId(account.pn().toString())
                .setPushname(account.pushName())
                .build();
    }

    ProtocolMessage.Builder notification(HistorySyncType type, HistorySync sync) {
        var deflated = deflate(sync.toByteArray());
        var notification = HistorySyncNotification.newBuilder()
                .setSyncType(type)
                .setChunkOrder(sync.getChunkOrder())
                .setProgress(sync.getProgress())
                .setFileLength(deflated.size())
                .setInitialHistBootstrapInlinePayload(ByteString.copyFrom(deflated.asBuffer()));
        uploads.ifPresent(host -> {
            var sealed = SealedMedia.seal(deflated, KEY_INFO, exchange.random());
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
