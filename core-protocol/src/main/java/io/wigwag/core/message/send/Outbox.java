package io.wigwag.core.message.send;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.id.Jid;
import io.wigwag.core.id.MessageId;
import io.wigwag.core.people.TimeLock;
import io.wigwag.core.signal.IdentityChange;
import io.wigwag.core.signal.SentMessages;
import io.wigwag.core.stanza.IqRefused;
import io.wigwag.core.stanza.Line;
import io.wigwag.core.stanza.Unanswered;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Messages on their way to the server, from the wish to its word. Nothing counts as sent before that word.
///
/// A message's stanza goes only after the step of its ratchets and the message itself are committed. As long as the
/// server has not answered, the very same stanza goes again: whoever has read it knows its counters, and drops it.
public final class Outbox {
    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

    private final Correspondence people;
    private final SendSettings settings;
    private final InstantSource clock;
    private final KeptMessages kept;
    private final DirectFanOut direct;
    private final GroupFanOut group;
    private final PeerFanOut peer;
    private final Stanzas stanzas;
    private final Map<String, Pending> pending = new LinkedHashMap<>();
    /// Have had messages of ours since tokens were issued last.
    private final Set<Jid> toTrust = new LinkedHashSet<>();
    private final Lock lock;

    public Outbox(Correspondence people, SendSettings settings, InstantSource clock, SecureRandom random) {
        this.people = people;
        this.settings = settings;
        this.clock = clock;
        lock = new Lock(clock);
        kept = new KeptMessages(people.state(), people.aliases(), new SentMessages(clock));
        stanzas = new Stanzas(settings.deviceIdentity());
        var sealer = new PairwiseSealer(people.sessions(), people.aliases(), people.devices(), people.bundles());
        direct = new DirectFanOut(people, sealer, stanzas, settings.tokenSalt(), random);
        group = new GroupFanOut(people, sealer, stanzas, random);
        peer = new PeerFanOut(people.own(), sealer, stanzas, random);
    }

    /// What is worth knowing about a message that has left.
    ///
    /// @param chat under the name that the stanza used
    /// @param unreachable devices that did not get it, and why
    public record Left(MessageId id, Jid chat, Map<Jid, String> unreachable, List<IdentityChange> identityChanges) {}

    /// Sends a message. When this returns it is on its way; [#answered] tells what became of it. One that left before
    /// under this id goes again as the same stanza, also after a crash: whoever has it already drops it.
    public Left send(Line line, Letter letter) throws SendRefused, Unanswered {
        var underway = pending.get(letter.id().value());
        if (underway != null) {
            line.send(underway.prepared().stanza());
            return left(underway.prepared());
        }
        var before = kept.find(letter.chat().normal(), letter.id());
        var prepared = before.isPresent() ? again(letter, before.get()) : prepared(line, letter);
        if (before.isEmpty()) {
            commit(prepared);
        }
        pending.put(letter.id().value(), Pending.first(prepared, clock.instant()));
        line.send(prepared.stanza());
        return left(prepared);
    }

    private static Prepared again(Letter letter, SentRecord before) {
        return new Prepared(letter, before.chat(), before.stanza(), List.of(), List.of(), Map.of(), List.of());
    }

    /// A message to a device of our own account about the account's own affairs, which nobody sees: requests to the
    /// phone, keys for it. The server's answer is not waited for.
    public void tellOwnDevice(Line line, PeerNote note) throws SendRefused, Unanswered {
        try {
            var prepared = peer.prepare(line, note);
            people.state().commit(prepared.before());
            line.send(prepared.stanza());
        } catch (IqRefused refused) {
            throw SendRefused.of(refused);
        }
    }

    /// What still waits for the server's word, in the order of sending.
    public List<MessageId> underway() {
        return pending.values().stream()
                .map(sent -> sent.prepared().letter().id())
                .toList();
    }

    /// Whether the account may write to strangers at present, as far as we were told.
    public TimeLock timeLock() {
        return lock.last();
    }

    /// The server tells by itself that this has changed.
    public void told(TimeLock now) {
        lock.told(now);
    }

    /// On a new connection: all that was not answered on the one before, as it was.
    public void resume(Line line) throws Unanswered {
        for (var entry : pending.entrySet()) {
            entry.setValue(entry.getValue().sentAgain(clock.instant()));
            line.send(entry.getValue().prepared().stanza());
        }
    }

    /// Once in a while: what the server has left unanswered for too long goes again; in the end it is unconfirmed, and
    /// stays here for the next connection.
    public List<SendOutcome> overdue(Line line) throws Unanswered {
        var unconfirmed = new ArrayList<SendOutcome>();
        var now = clock.instant();
        for (var entry : pending.entrySet()) {
            var sent = entry.getValue();
            if (sent.frames() > settings.frames() || now.isBefore(sent.sentAt().plus(settings.ackPatience()))) {
                continue;
            }
            entry.setValue(sent.sentAgain(now));
            if (sent.frames() == settings.frames()) {
                unconfirmed.add(new SendOutcome.Unconfirmed(
                        sent.prepared().letter().id(), sent.prepared().chat()));
            } else {
                line.send(sent.prepared().stanza());
            }
        }
        return unconfirmed;
    }

    /// The server's ack of messages. Those that it refuses for a reason that can be mended are mended and go again,
    /// once; their outcome is still to come.
    public List<SendOutcome> answered(Line line, Node stanza) throws MalformedNode, Unanswered {
        var ack = ServerAck.read(stanza);
        var outcomes = new ArrayList<SendOutcome>();
        for (var id : ack.ids()) {
            var sent = pending.get(id);
            if (sent != null) {
                answered(line, sent, ack).ifPresent(outcomes::add);
            }
        }
        return outcomes;
    }

    private Optional<SendOutcome> answered(Line line, Pending sent, ServerAck ack) throws Unanswered {
        var prepared = sent.prepared();
        var id = prepared.letter().id().value();
        if (ack.staleLid()) {
            people.devices().forget(List.of(prepared.chat()));
        }
        if (ack.retryLater() && sent.putOff() + 1 < settings.frames()) {
            // Stays pending: the next look at what is overdue sends the same stanza again.
            pending.put(id, sent.putOffAgain());
            return Optional.empty();
        }
        if (ack.error().isPresent()) {
            return refused(line, sent, ack.error().getAsInt());
        }
        if (prepared.chat().isGroup() && !sent.renewed() && disagrees(prepared, ack)) {
            forget(prepared.chat());
            return renewed(line, sent);
        }
        pending.remove(id);
        if (!prepared.afterAck().isEmpty()) {
            people.state().commit(prepared.afterAck());
        }
        toTrust.add(prepared.chat());
        return Optional.of(
                new SendOutcome.Accepted(prepared.letter().id(), prepared.chat(), ack.time(), ack.serverId()));
    }

    private static boolean disagrees(Prepared prepared, ServerAck ack) {
        var ours = prepared.stanza().attributes();
        return ack.hash().filter(hash -> !ours.is("phash", hash)).isPresent()
                || ack.addressing()
                        .filter(mode -> !ours.is("addressing_mode", mode))
                        .isPresent();
    }

    private Optional<SendOutcome> refused(Line line, Pending sent, int code) throws Unanswered {
        var prepared = sent.prepared();
        if (code == 463) {
            return untrusted(line, sent);
        }
        if (code == 421 && !sent.renewed()) {
            forget(prepared.chat());
            return renewed(line, sent);
        }
        return Optional.of(failed(sent, Refusal.of(code), OptionalInt.of(code)));
    }

    /// A 463 means one of two things, which only a question tells apart: the account may not write to
    /// strangers for now, or this receiver wants a token. Then ours is issued to them, which may bring theirs
    /// along, and the message goes once more, to their LID.
    private Optional<SendOutcome> untrusted(Line line, Pending sent) throws Unanswered {
        var prepared = sent.prepared();
        try {
            var now = lock.ask(line);
            if (now.holdsAt(clock.instant())) {
                pending.remove(prepared.letter().id().value());
                return Optional.of(new SendOutcome.Restricted(prepared.letter().id(), prepared.chat(), now));
            }
            if (!sent.renewed()) {
                people.tokens().issue(line, prepared.chat());
                return renewed(line, sent);
            }
        } catch (IqRefused refused) {
            LOG.debug("After a 463 the server would not help either: {}", refused.getMessage());
        }
        return Optional.of(failed(sent, Refusal.TOKEN_REQUIRED, OptionalInt.of(463)));
    }

    private Optional<SendOutcome> renewed(Line line, Pending sent) throws Unanswered {
        try {
            var anew = prepared(line, sent.prepared().letter());
            commit(anew);
            pending.put(anew.letter().id().value(), sent.renewed(anew, clock.instant()));
            line.send(anew.stanza());
            return Optional.empty();
        } catch (SendRefused refused) {
            return Optional.of(failed(sent, refused.reason(), OptionalInt.empty()));
        }
    }

    private SendOutcome failed(Pending sent, Refusal reason, OptionalInt code) {
        var prepared = sent.prepared();
        pending.remove(prepared.letter().id().value());
        return new SendOutcome.Failed(prepared.letter().id(), prepared.chat(), reason, code);
    }

    private void forget(Jid chat) {
        people.rosters().doubt(chat);
        people.rosters()
                .known(chat)
                .ifPresent(roster -> people.devices()
                        .forget(roster.members().stream()
                                .map(member -> member.jid())
                                .toList()));
    }

    private Prepared prepared(Line line, Letter letter) throws SendRefused, Unanswered {
        try {
            var chat = letter.chat();
            if (chat.isGroup()) {
                return group.toGroup(line, letter);
            }
            if (chat.isBroadcast()) {
                return group.toAudience(line, letter);
            }
            if (chat.isNewsletter()) {
                return ChannelPost.prepare(stanzas, letter);
            }
            if (!direct.isKnownTo(chat) && lock.holds(line)) {
                throw new SendRefused(Refusal.TIME_LOCKED, "the account may not write to strangers");
            }
            return direct.prepare(line, letter);
        } catch (IqRefused refused) {
            throw SendRefused.of(refused);
        }
    }

    private void commit(Prepared prepared) {
        var changes = new ArrayList<>(prepared.before());
        changes.add(kept.keep(prepared));
        people.state().commit(changes);
    }

    /// Those to whom we write may write to us: told once a week, after all that their messages' acks have brought, and
    /// not worth failing for.
    public void issueTokens(Line line) {
        var due = List.copyOf(toTrust);
        toTrust.clear();
        for (var chat : due) {
            issueToken(line, chat);
        }
    }

    private void issueToken(Line line, Jid chat) {
        var person = chat.isLid() || chat.isPhoneNumber();
        if (!settings.issueTokens()
                || !person
                || people.own().owns(chat)
                || !people.tokens().isDue(chat)) {
            return;
        }
        try {
            people.tokens().issue(line, chat);
        } catch (IqRefused | Unanswered notTaken) {
            LOG.debug("A token was not taken: {}", notTaken.getMessage());
        }
    }

    private static Left left(Prepared prepared) {
        return new Left(prepared.letter().id(), prepared.chat(), prepared.unreachable(), prepared.identityChanges());
    }
}
