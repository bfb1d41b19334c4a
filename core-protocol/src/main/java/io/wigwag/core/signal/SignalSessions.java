package io.wigwag.core.signal;

import io.wigwag.core.crypto.InvalidKey;
import io.wigwag.core.crypto.KeyPair;
import io.wigwag.core.crypto.PublicKey;
import io.wigwag.core.id.DeviceAddress;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.port.DeviceState;
import io.wigwag.core.port.StateChange;
import io.wigwag.core.port.StoredPreKey;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sessions with many devices at once: loads all that an operation needs in one batch, computes, and hands back what
/// has to be committed before a ciphertext leaves or a message is confirmed. It writes nothing itself, so that the
/// caller can commit the message in the same unit of work.
///
/// Belongs to the actor of one device, whose operations come one after the other.
public final class SignalSessions {
    private static final Logger LOG = LoggerFactory.getLogger(SignalSessions.class);

    /// From so many messages on, or so many new sessions, other cores help: a message takes some three microseconds, a
    /// new session a quarter of a millisecond, and to call for help some tens of microseconds.
    private static final int MANY = 256;

    private static final int MANY_NEW = 4;

    private final DeviceState state;
    private final SessionCipher cipher;
    private final IdentityPolicy policy;
    private final InstantSource clock;

    public SignalSessions(DeviceState state, SessionCipher cipher, IdentityPolicy policy, InstantSource clock) {
        this.state = state;
        this.cipher = cipher;
        this.policy = policy;
        this.clock = clock;
    }

    /// What goes to each device. Devices without a session need a bundle first; those in `refused` sent one that
    /// proves nothing, or an identity that the policy refuses.
    public record Outgoing(
            Map<DeviceAddress, Encrypted> messages,
            Set<DeviceAddress> withoutSession,
            Map<DeviceAddress, SignalFailure> refused,
            List<IdentityChange> identityChanges,
            List<StateChange> changes) {
        public Outgoing {
            // In the order of the devices as they were given.
            messages = Collections.unmodifiableMap(new LinkedHashMap<>(messages));
            withoutSession = Collections.unmodifiableSet(new LinkedHashSet<>(withoutSession));
            refused = Map.copyOf(refused);
            identityChanges = List.copyOf(identityChanges);
            changes = List.copyOf(changes);
        }
    }

    /// A message read.
    public record Incoming(Octets plaintext, Optional<IdentityChange> identityChange, List<StateChange> changes) {
        public Incoming {
            changes = List.copyOf(changes);
        }
    }

    /// Encrypts a plaintext for each device, beginning a new session first where a bundle is given. Many are shared out
    /// among the cores; their order stays.
    public Outgoing encrypt(Map<DeviceAddress, Octets> plaintexts, Map<DeviceAddress, PreKeyBundle> bundles) {
        var sessions = state.sessions(plaintexts.keySet());
        var identities = bundles.isEmpty() ? Map.<DeviceAddress, Octets>of() : state.identities(bundles.keySet());
        var messages = new LinkedHashMap<DeviceAddress, Encrypted>();
        var withoutSession = new LinkedHashSet<DeviceAddress>();
        var refused = new LinkedHashMap<DeviceAddress, SignalFailure>();
        var identityChanges = new ArrayList<IdentityChange>();
        var changes = new ArrayList<StateChange>();
        var entries = plaintexts.entrySet();
        var work = entries.size() < MANY && bundles.size() < MANY_NEW ? entries.stream() : entries.parallelStream();
        var attempts = work.map(entry -> {
                    var device = entry.getKey();
                    var bundle = Optional.ofNullable(bundles.get(device));
                    return attempt(device, sessions.get(device), bundle, key(identities.get(device)), entry.getValue());
                })
                .toList();
        for (var attempt : attempts) {
            switch (attempt) {
                case Attempt.Succeeded done -> {
                    messages.put(done.device(), done.message());
                    done.begun().ifPresent(identity -> {
                        changes.addAll(believe(done.device(), done.known(), identity));
                        change(done.device(), done.known(), identity).ifPresent(identityChanges::add);
                    });
                    changes.add(new StateChange.PutSession(done.device(), done.session()));
                }
                case Attempt.Failed(var device, var failure)
                when failure instanceof SignalFailure.NoSession -> withoutSession.add(device);
                case Attempt.Failed(var device, var failure) -> refused.put(device, failure);
            }
        }
        return new Outgoing(messages, withoutSession, refused, identityChanges, changes);
    }

    /// What became of one device's message: computed from what was read before, so that any thread can do it.
    private sealed interface Attempt {
        /// `begun` is the identity that a new session was begun with, `known` the one before.
        record Succeeded(
                DeviceAddress device,
                Encrypted message,
                Octets session,
                Optional<PublicKey> known,
                Optional<PublicKey> begun)
                implements Attempt {}

        record Failed(DeviceAddress device, SignalFailure failure) implements Attempt {}
    }

    private Attempt attempt(
            DeviceAddress device,
            @Nullable Octets record,
            Optional<PreKeyBundle> bundle,
            Optional<PublicKey> known,
            Octets plaintext) {
        try {
            var sent = send(read(record), bundle, known, plaintext);
            return new Attempt.Succeeded(
                    device, sent.encrypted(), sent.session().toOctets(), known, bundle.map(PreKeyBundle::identity));
        } catch (SignalFailure failure) {
            return new Attempt.Failed(device, failure);
        }
    }

    private SessionCipher.Sent send(
            SessionRecord session, Optional<PreKeyBundle> bundle, Optional<PublicKey> known, Octets plaintext)
            throws SignalFailure {
        if (bundle.isEmpty()) {
            return cipher.encrypt(session, plaintext);
        }
        SessionCipher.check(policy, known, bundle.get().identity());
        return cipher.encrypt(cipher.begin(session, bundle.get()), plaintext);
    }

    /// Reads a message of a session that there is.
    public Incoming decrypt(DeviceAddress sender, Octets message) throws SignalFailure {
        var received = cipher.decrypt(session(sender), message);
        return new Incoming(
                received.plaintext(),
                Optional.empty(),
                List.of(new StateChange.PutSession(sender, received.session().toOctets())));
    }

    /// Reads a first message, whose session there may be or not.
    public Incoming decryptFirst(DeviceAddress sender, Octets bytes) throws SignalFailure {
        var message = PreKeyMessage.parse(bytes.toArray());
        var identity = message.sender().identity();
        var known = key(state.identities(List.of(sender)).get(sender));
        SessionCipher.check(policy, known, identity);
        var oneTime = oneTimePreKey(message);
        var received = cipher.decryptFirst(
                session(sender),
                message,
                new SessionCipher.NamedPreKeys(signedPreKey(message), oneTime.map(OneTimePreKey::keys)));
        var changes = new ArrayList<>(believe(sender, known, identity));
        changes.add(new StateChange.PutSession(sender, received.session().toOctets()));
        if (received.usedPreKey().isPresent()) {
            oneTime.map(key -> key.usedBy(message).stored(StoredPreKey.Stage.USED, clock.instant()))
                    .ifPresent(used -> changes.add(new StateChange.PutPreKey(used)));
        }
        return new Incoming(received.plaintext(), change(sender, known, identity), changes);
    }

    /// Ends the current sessions with these devices; what is on its way can still be read.
    public List<StateChange> reset(Set<DeviceAddress> devices) {
        var changes = new ArrayList<StateChange>();
        state.sessions(devices).forEach((device, record) -> {
            var ended = read(record).reset();
            changes.add(new StateChange.PutSession(device, ended.toOctets()));
        });
        return changes;
    }

    /// Moves all that is known of a user to another name (from the phone number to the LID, once that is known). A
    /// session that is there already under the new name stays the current one. Belongs in one commit with
    /// [GroupSessions#migrate].
    public List<StateChange> migrate(String from, String to) {
        var changes = new ArrayList<StateChange>();
        var devices = state.sessionsOf(from);
        var targets = devices.stream()
                .map(device -> new DeviceAddress(to, device.device()))
                .toList();
        var all = new ArrayList<>(devices);
        all.addAll(targets);
        var sessions = state.sessions(all);
        var identities = state.identities(all);
        for (var i = 0; i < devices.size(); i++) {
            var old = devices.get(i);
            var target = targets.get(i);
            var joined = read(sessions.get(target)).before(read(sessions.get(old)));
            changes.add(new StateChange.PutSession(target, joined.toOctets()));
            changes.add(new StateChange.DeleteSession(old));
            var identity = identities.get(old);
            if (identity != null) {
                if (!identities.containsKey(target)) {
                    changes.add(new StateChange.PutIdentity(target, identity));
                }
                changes.add(new StateChange.DeleteIdentity(old));
            }
        }
        return changes;
    }

    private SessionRecord session(DeviceAddress device) {
        return read(state.sessions(List.of(device)).get(device));
    }

    /// A record that can't be read is as good as none: a bundle or a retry makes a new one.
    private static SessionRecord read(@Nullable Octets record) {
        if (record == null) {
            return SessionRecord.EMPTY;
        }
        try {
            return SessionRecord.parse(record);
        } catch (MalformedRecord unreadable) {
            LOG.warn("A stored session is unreadable and will be replaced: {}", unreadable.getMessage());
            return SessionRecord.EMPTY;
        }
    }

    private Optional<KeyPair> signedPreKey(PreKeyMessage message) {
        for (var stored : state.signedPreKeys()) {
            if (stored.id() == message.signedPreKeyId()) {
                try {
                    return Optional.of(SignedPreKey.of(stored).keys());
                } catch (MalformedRecord unreadable) {
                    LOG.warn("A signed pre-key of ours is unreadable: {}", unreadable.getMessage());
                }
            }
        }
        return Optional.empty();
    }

    private Optional<OneTimePreKey> oneTimePreKey(PreKeyMessage message) {
        if (message.preKeyId().isEmpty()) {
            return Optional.empty();
        }
        var id = message.preKeyId().getAsInt();
        var stored = state.preKeys(List.of(id)).get(id);
        if (stored == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(OneTimePreKey.of(stored)).filter(key -> key.serves(message));
        } catch (MalformedRecord unreadable) {
            LOG.warn("A pre-key of ours is unreadable: {}", unreadable.getMessage());
            return Optional.empty();
        }
    }

    private static Optional<PublicKey> key(@Nullable Octets raw) {
        try {
            return raw == null ? Optional.empty() : Optional.of(PublicKey.of(raw));
        } catch (InvalidKey unreadable) {
            LOG.warn("A stored identity key is unreadable: {}", unreadable.getMessage());
            return Optional.empty();
        }
    }

    private static List<StateChange> believe(DeviceAddress device, Optional<PublicKey> known, PublicKey now) {
        return known.isPresent() && known.get().equals(now)
                ? List.of()
                : List.of(new StateChange.PutIdentity(device, now.octets()));
    }

    private static Optional<IdentityChange> change(DeviceAddress device, Optional<PublicKey> known, PublicKey now) {
        return known.filter(before -> !before.equals(now)).map(before -> new IdentityChange(device, before, now));
    }
}
