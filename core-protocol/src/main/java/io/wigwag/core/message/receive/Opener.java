package io.wigwag.core.message.receive;

import com.google.protobuf.InvalidProtocolBufferException;
import io.wigwag.core.id.Jid;
import io.wigwag.core.message.StagedState;
import io.wigwag.core.message.codec.MalformedMessage;
import io.wigwag.core.message.codec.Padding;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.pairing.AdvFailure;
import io.wigwag.core.people.Aliases;
import io.wigwag.core.people.Bundles;
import io.wigwag.core.port.SenderKeyName;
import io.wigwag.core.signal.GroupSessions;
import io.wigwag.core.signal.IdentityChange;
import io.wigwag.core.signal.PreKeyMessage;
import io.wigwag.core.signal.RetryReason;
import io.wigwag.core.signal.SenderKeyDistribution;
import io.wigwag.core.signal.SignalFailure;
import io.wigwag.core.signal.SignalSessions;
import io.wigwag.proto.e2e.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Opens the sealed parts of one message: those under sessions first, since they may bring the key for the part under
/// the sender's group key.
final class Opener {
    private static final Logger LOG = LoggerFactory.getLogger(Opener.class);

    private final StagedState state;
    private final SignalSessions sessions;
    private final GroupSessions groups;
    private final Aliases aliases;
    private final Bundles bundles;

    Opener(StagedState state, SignalSessions sessions, GroupSessions groups, Aliases aliases, Bundles bundles) {
        this.state = state;
        this.sessions = sessions;
        this.groups = groups;
        this.aliases = aliases;
        this.bundles = bundles;
    }

    /// What came of the parts.
    ///
    /// @param contents those that say something
    /// @param garbled what opened and made no sense
    /// @param failed why a part could not be opened
    record Opened(
            List<Received.Read> contents,
            List<Octets> garbled,
            boolean keys,
            boolean duplicate,
            Optional<Failed> failed,
            Optional<IdentityChange> identityChange) {}

    /// A part that could not be opened.
    record Failed(RetryReason reason, Envelope.Part part) {}

    Opened open(Envelope envelope) {
        var progress = new Progress();
        for (var part : envelope.parts()) {
            if (part.isPairwise()) {
                progress.open(envelope, part);
            }
        }
        for (var part : envelope.parts()) {
            // Where the key's own part failed, the author sends all of it again.
            if (part.isGroup() && progress.failed.isEmpty()) {
                progress.open(envelope, part);
            }
        }
        return new Opened(
                progress.contents,
                progress.garbled,
                progress.keys,
                progress.duplicate,
                progress.failed,
                progress.identityChange);
    }

    private final class Progress {
        final List<Received.Read> contents = new ArrayList<>();
        final List<Octets> garbled = new ArrayList<>();
        boolean keys;
        boolean duplicate;
        Optional<Failed> failed = Optional.empty();
        Optional<IdentityChange> identityChange = Optional.empty();

        void open(Envelope envelope, Envelope.Part part) {
            try {
                read(envelope, part, part.isGroup() ? underSenderKey(envelope, part) : underSession(envelope, part));
            } catch (SignalFailure.DuplicateMessage read) {
                duplicate = true;
            } catch (SignalFailure failure) {
                failed = Optional.of(new Failed(failure.retryReason().orElse(RetryReason.UNKNOWN), part));
            } catch (AdvFailure failure) {
                failed = Optional.of(new Failed(RetryReason.ADV_FAILURE, part));
            }
        }

        private Octets underSenderKey(Envelope envelope, Envelope.Part part) throws SignalFailure {
            var name = new SenderKeyName(
                    envelope.place().chat().toString(),
                    aliases.address(envelope.author().device()));
            var incoming = groups.decrypt(name, part.bytes());
            state.stage(incoming.changes());
            return incoming.plaintext();
        }

        private Octets underSession(Envelope envelope, Envelope.Part part) throws SignalFailure, AdvFailure {
            var author = envelope.author().device();
            var address = aliases.address(author);
            SignalSessions.Incoming incoming;
            if (part.type().equals("pkmsg")) {
                checkIdentity(envelope, author, part);
                incoming = sessions.decryptFirst(address, part.bytes());
            } else {
                incoming = sessions.decrypt(address, part.bytes());
            }
            state.stage(incoming.changes());
            identityChange = identityChange.or(incoming::identityChange);
            return incoming.plaintext();
        }

        private void checkIdentity(Envelope envelope, Jid author, Envelope.Part part) throws SignalFailure, AdvFailure {
            if (author.device() != 0 && envelope.deviceIdentity().isPresent()) {
                var identity =
                        PreKeyMessage.parse(part.bytes().toArray()).sender().identity();
                bundles.checkIdentity(
                        author, identity, envelope.deviceIdentity().get());
            }
        }

        private void read(Envelope envelope, Envelope.Part part, Octets plaintext) {
            try {
                var payload = part.padded() ? Padding.unpad(plaintext) : plaintext;
                parse(envelope, part, payload);
            } catch (MalformedMessage unpadded) {
                garbled.add(plaintext);
            }
        }

        private void parse(Envelope envelope, Envelope.Part part, Octets payload) {
            try {
                var message = Message.parseFrom(payload.asBuffer());
                acceptKeys(envelope, part, message);
                if (saysSomething(message)) {
                    contents.add(new Received.Read(message, payload));
                }
            } catch (InvalidProtocolBufferException unreadable) {
                garbled.add(payload);
            }
        }

        /// A sender key comes under a session only: one that came under a sender key would vouch for itself.
        private void acceptKeys(Envelope envelope, Envelope.Part part, Message message) {
            if (!part.isPairwise()) {
                return;
            }
            for (var carried : List.of(
                    message.getSenderKeyDistributionMessage(),
                    message.getFastRatchetKeySenderKeyDistributionMessage())) {
                var bytes = carried.getAxolotlSenderKeyDistributionMessage();
                if (bytes.isEmpty()) {
                    continue;
                }
                keys = true;
                try {
                    var key = SenderKeyDistribution.parse(Octets.wrap(bytes.toByteArray()));
                    var name = new SenderKeyName(
                            carried.getGroupId(),
                            aliases.address(envelope.author().device()));
                    state.stage(groups.accept(name, key));
                } catch (SignalFailure unusable) {
                    LOG.debug("A sender key is unusable: {}", unusable.getMessage());
                }
            }
        }
    }

    /// Whether a message holds more than keys.
    private static boolean saysSomething(Message message) {
        if (!message.hasSenderKeyDistributionMessage() && !message.hasFastRatchetKeySenderKeyDistributionMessage()) {
            return true;
        }
        var rest = message.toBuilder()
                .clearSenderKeyDistributionMessage()
                .clearFastRatchetKeySenderKeyDistributionMessage()
                .clearMessageContextInfo()
                .build();
        return rest.getSerializedSize() > 0;
    }
}
