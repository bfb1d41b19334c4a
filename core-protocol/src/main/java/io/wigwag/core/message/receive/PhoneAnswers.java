package io.wigwag.core.message.receive;

import com.google.protobuf.InvalidProtocolBufferException;
import io.wigwag.core.id.Jid;
import io.wigwag.core.id.MalformedJid;
import io.wigwag.core.id.MessageId;
import io.wigwag.core.message.codec.StanzaTraits;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.people.Aliases;
import io.wigwag.core.people.OwnAccount;
import io.wigwag.proto.e2e.Message;
import io.wigwag.proto.e2e.PeerDataOperationRequestResponseMessage;
import io.wigwag.proto.web.WebMessageInfo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads what our own phone hands over of messages that we could not read. The phone tells less of a message than its
/// stanza did, so the envelopes of those that are missing are remembered here: a message that comes from the phone is
/// then the same to whoever keeps it, down to the author's device.
public final class PhoneAnswers {
    private static final Logger LOG = LoggerFactory.getLogger(PhoneAnswers.class);
    private static final int MOST_MISSING = 1_024;

    private final OwnAccount own;
    private final Aliases aliases;
    private final Map<String, Envelope> missing = new LinkedHashMap<>();

    public PhoneAnswers(OwnAccount own, Aliases aliases) {
        this.own = own;
        this.aliases = aliases;
    }

    /// A message as the phone has it.
    public record Found(Envelope envelope, Received.Read content) {}

    /// The phone is going to be asked for this one.
    public void miss(Envelope envelope) {
        missing.put(envelope.id().value(), envelope.opened());
        while (missing.size() > MOST_MISSING) {
            missing.remove(missing.keySet().iterator().next());
        }
    }

    /// The messages that a message brings along: none unless it is our own phone's word to its devices.
    public List<Found> read(Received received) {
        if (!(received.outcome() instanceof Received.Read(var message, var _))
                || received.envelope().filter(this::isFromPhone).isEmpty()) {
            return List.of();
        }
        var found = new ArrayList<Found>();
        answer(message).getPeerDataOperationResultList().forEach(result -> {
            if (result.hasPlaceholderMessageResendResponse()) {
                var bytes = result.getPlaceholderMessageResendResponse().getWebMessageInfoBytes();
                read(Octets.wrap(bytes.toByteArray())).ifPresent(found::add);
            }
        });
        return found;
    }

    private boolean isFromPhone(Envelope envelope) {
        var author = envelope.author();
        return envelope.place().kind() == Envelope.Kind.PEER
                && author.own()
                && author.device().device() == 0;
    }

    private static PeerDataOperationRequestResponseMessage answer(Message message) {
        return message.getProtocolMessage().getPeerDataOperationRequestResponseMessage();
    }

    private Optional<Found> read(Octets bytes) {
        try {
            var info = WebMessageInfo.parseFrom(bytes.asBuffer());
            if (!info.hasMessage()) {
                // Of this one the phone, too, has no more than a place.
                return Optional.empty();
            }
            var envelope = envelope(info);
            var content = new Received.Read(
                    OwnCopy.unwrap(info.getMessage()),
                    Octets.wrap(info.getMessage().toByteArray()));
            missing.remove(envelope.id().value());
            return Optional.of(new Found(envelope, content));
        } catch (InvalidProtocolBufferException | MalformedJid | IllegalArgumentException malformed) {
            LOG.atInfo().addKeyValue("why", malformed.getMessage()).log("the phone's answer can't be read");
            return Optional.empty();
        }
    }

    private Envelope envelope(WebMessageInfo info) throws MalformedJid {
        var key = info.getKey();
        var chat = Jid.parse(key.getRemoteJid()).account();
        var author = author(info, chat);
        var known = missing.get(key.getId());
        if (known != null
                && known.author().own() == key.getFromMe()
                && same(known.place().chat(), chat)
                && (key.getFromMe() || same(known.author().device(), author))) {
            return known;
        }
        return new Envelope(
                new MessageId(key.getId()),
                new Envelope.Place(kind(chat), chat, Optional.empty()),
                new Envelope.Author(
                        author,
                        Optional.empty(),
                        key.getFromMe(),
                        Optional.of(info.getPushName()).filter(name -> !name.isEmpty()),
                        Optional.empty()),
                Instant.ofEpochSecond(info.getMessageTimestamp()),
                marks(info.getMessage()),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private boolean same(Jid one, Jid other) {
        return aliases.canonical(one.account()).equals(aliases.canonical(other.account()));
    }

    private static Envelope.Kind kind(Jid chat) {
        if (chat.isStatus()) {
            return Envelope.Kind.STATUS;
        }
        if (chat.isBroadcast()) {
            return Envelope.Kind.BROADCAST;
        }
        return chat.isGroup() ? Envelope.Kind.GROUP : Envelope.Kind.DIRECT;
    }

    /// Of our own messages in groups the phone says only sometimes under which name we wrote them.
    private Jid author(WebMessageInfo info, Jid chat) throws MalformedJid {
        if (info.getKey().getFromMe()) {
            var said = info.getOriginalSelfAuthorUserJidString();
            return said.isEmpty() ? own.inSpaceOf(chat).bare() : Jid.parse(said).bare();
        }
        if (!chat.isGroup() && !chat.isBroadcast()) {
            return chat;
        }
        var said = info.getKey().getParticipant();
        return Jid.parse(said.isEmpty() ? info.getParticipant() : said).bare();
    }

    private static Envelope.Marks marks(Message message) {
        var traits = StanzaTraits.of(message);
        return new Envelope.Marks(
                traits.type().name().toLowerCase(Locale.ROOT),
                traits.edit().map(StanzaTraits.Edit::value),
                true,
                Optional.empty(),
                Optional.empty());
    }
}
