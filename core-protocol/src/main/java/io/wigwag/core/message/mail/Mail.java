package io.wigwag.core.message.mail;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.id.MessageId;
import io.wigwag.core.media.MediaRetryReply;
import io.wigwag.core.message.receive.InboundReceipt;
import io.wigwag.core.message.receive.Inbox;
import io.wigwag.core.message.receive.OwnKeys;
import io.wigwag.core.message.receive.PhoneAnswers;
import io.wigwag.core.message.receive.PhoneRequests;
import io.wigwag.core.message.receive.Received;
import io.wigwag.core.message.send.Correspondence;
import io.wigwag.core.message.send.Letter;
import io.wigwag.core.message.send.Outbox;
import io.wigwag.core.message.send.PeerNote;
import io.wigwag.core.message.send.Resends;
import io.wigwag.core.message.send.RetryRequest;
import io.wigwag.core.message.send.SendOutcome;
import io.wigwag.core.message.send.SendRefused;
import io.wigwag.core.message.send.SendSettings;
import io.wigwag.core.people.Aliases;
import io.wigwag.core.people.Bundles;
import io.wigwag.core.people.Devices;
import io.wigwag.core.people.GroupNews;
import io.wigwag.core.people.Identities;
import io.wigwag.core.people.OwnAccount;
import io.wigwag.core.people.Rosters;
import io.wigwag.core.people.TimeLock;
import io.wigwag.core.people.TimeLockNews;
import io.wigwag.core.people.Tokens;
import io.wigwag.core.port.DeviceState;
import io.wigwag.core.signal.GroupSessions;
import io.wigwag.core.signal.SignalSessions;
import io.wigwag.core.stanza.Ack;
import io.wigwag.core.stanza.IqRefused;
import io.wigwag.core.stanza.Line;
import io.wigwag.core.stanza.Unanswered;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A device's messages, both ways, and all that it knows of people. Belongs to the device's actor, and outlives its
/// connections: what was sent and not answered goes again on the next one.
public final class Mail {
    private static final Logger LOG = LoggerFactory.getLogger(Mail.class);

    private final OwnAccount own;
    private final Correspondence people;
    private final Identities identities;
    private final Outbox outbox;
    private final Resends resends;
    private final Inbox inbox;
    private final PhoneRequests phoneRequests;
    private final PhoneAnswers phoneAnswers;

    public Mail(
            OwnAccount own,
            DeviceState state,
            OwnKeys keys,
            SendSettings settings,
            InstantSource clock,
            SecureRandom random) {
        this.own = own;
        var sessions = new SignalSessions(state, keys.cipher(), keys.policy(), clock);
        var groups = new GroupSessions(state, keys.groupCipher());
        var aliases = new Aliases(own, state, sessions, groups);
        var rosters = new Rosters(own, state, aliases, clock);
        people = new Correspondence(
                own,
                state,
                sessions,
                groups,
                aliases,
                new Devices(state, aliases, clock),
                new Bundles(state, aliases),
                rosters,
                new Tokens(state, aliases, clock));
        identities = new Identities(own, state, sessions, aliases, rosters);
        outbox = new Outbox(people, settings, clock, random);
        resends = new Resends(people, settings, clock, random);
        inbox = new Inbox(own, state, aliases, people.bundles(), keys, clock);
        phoneRequests = new PhoneRequests(clock);
        phoneAnswers = new PhoneAnswers(own, aliases);
    }

    /// Who we know, for those who want to know it too.
    public Correspondence people() {
        return people;
    }

    public Outbox.Left send(Line line, Letter letter) throws SendRefused, Unanswered {
        return outbox.send(line, letter);
    }

    public void tellOwnDevice(Line line, PeerNote note) throws SendRefused, Unanswered {
        outbox.tellOwnDevice(line, note);
    }

    public List<MessageId> underway() {
        return outbox.underway();
    }

    /// A new connection is ready: what was not answered on the one before goes again.
    public void resume(Line line) throws Unanswered {
        outbox.resume(line);
    }

    /// Once every few seconds.
    public List<SendOutcome> overdue(Line line) throws Unanswered {
        return outbox.overdue(line);
    }

    /// Whether the account may write to strangers, as far as the server has told.
    public TimeLock timeLock() {
        return outbox.timeLock();
    }

    /// Whether somebody is there to see what comes.
    public void present(boolean now) {
        inbox.present(now);
    }

    /// When [#askPhone] has something to do.
    public Optional<Instant> phoneDue() {
        return phoneRequests.nextDue();
    }

    /// Asks our own phone for messages that we could not read; each request needs an id.
    public void askPhone(Line line, Supplier<MessageId> ids) throws SendRefused, Unanswered {
        for (var request : phoneRequests.due()) {
            outbox.tellOwnDevice(line, new PeerNote(ids.get(), own.primary(), request, true, false));
        }
    }

    /// Takes in a stanza; empty for those of other subjects.
    public Optional<Handled> take(Line line, Node stanza) throws Unanswered {
        return switch (stanza.tag()) {
            case "message" -> Optional.of(opened(stanza));
            case "ack" -> stanza.attributes().is("class", "message") ? answered(line, stanza) : Optional.empty();
            case "receipt" -> Optional.of(receipt(line, stanza));
            case "notification" -> notification(line, stanza);
            default -> Optional.empty();
        };
    }

    private Handled opened(Node stanza) {
        var received = inbox.open(stanza);
        received.wanted().ifPresent(key -> {
            phoneRequests.want(key);
            received.envelope().ifPresent(phoneAnswers::miss);
        });
        if (received.outcome() instanceof Received.Read) {
            received.envelope().map(PhoneRequests::key).ifPresent(phoneRequests::found);
        }
        var found = phoneAnswers.read(received);
        found.forEach(message -> phoneRequests.found(PhoneRequests.key(message.envelope())));
        return found.isEmpty() ? new Handled.Opened(received) : new Handled.FromPhone(received, found);
    }

    private Optional<Handled> answered(Line line, Node stanza) throws Unanswered {
        try {
            return Optional.of(new Handled.Answered(outbox.answered(line, stanza)));
        } catch (MalformedNode malformed) {
            return Optional.of(new Handled.Unread(String.valueOf(malformed.getMessage()), List.of()));
        }
    }

    /// What remains to be done once others know what became of their messages.
    public void issueTokens(Line line) {
        outbox.issueTokens(line);
    }

    private Handled receipt(Line line, Node stanza) throws Unanswered {
        try {
            if (RetryRequest.isOne(stanza)) {
                return new Handled.AskedAgain(resends.answer(line, RetryRequest.read(stanza)), acks(stanza));
            }
            var receipts = InboundReceipt.read(stanza, own);
            receipts.forEach(receipt -> people.aliases().learn(receipt.pairs()));
            return new Handled.Told(receipts, acks(stanza));
        } catch (MalformedNode | IqRefused failure) {
            return new Handled.Unread(String.valueOf(failure.getMessage()), acks(stanza));
        }
    }

    private Optional<Handled> notification(Line line, Node stanza) throws Unanswered {
        try {
            switch (stanza.attributes().text("type").orElse("")) {
                case "devices" -> people.devices().changed(stanza);
                case "account_sync" -> {
                    if (stanza.child("devices").isEmpty()) {
                        return Optional.empty();
                    }
                    people.devices().changed(stanza);
                }
                case "w:gp2" -> {
                    people.rosters().changed(stanza);
                    return Optional.of(new Handled.GroupChanged(GroupNews.read(stanza), acks(stanza)));
                }
                case "mex" -> {
                    var lock = TimeLockNews.read(stanza);
                    if (lock.isEmpty()) {
                        return Optional.empty();
                    }
                    outbox.told(lock.get());
                }
                case "mediaretry" -> {
                    return Optional.of(new Handled.FileAnswered(MediaRetryReply.of(stanza), acks(stanza)));
                }
                case "privacy_token" -> people.tokens().received(stanza);
                case "encrypt" -> {
                    return stanza.child("identity").isPresent() ? newPhone(line, stanza) : Optional.empty();
                }
                default -> {
                    return Optional.empty();
                }
            }
            return Optional.of(new Handled.Noted(acks(stanza)));
        } catch (MalformedNode failure) {
            return Optional.of(new Handled.Unread(String.valueOf(failure.getMessage()), acks(stanza)));
        }
    }

    private Optional<Handled> newPhone(Line line, Node stanza) throws MalformedNode {
        var account = identities.changed(stanza);
        if (account.isEmpty()) {
            return Optional.of(new Handled.Noted(acks(stanza)));
        }
        try {
            people.tokens().issueAgain(line, account.get());
        } catch (IqRefused | Unanswered notTaken) {
            // That the phone is another one is news all the same; the token is not worth a connection.
            LOG.debug("A token was not taken: {}", notTaken.getMessage());
        }
        return Optional.of(new Handled.NewPhone(account.get(), acks(stanza)));
    }

    /// What the server waits for; nothing for a stanza that does not say whose it is.
    private static List<Node> acks(Node stanza) {
        try {
            return List.of(Ack.of(stanza));
        } catch (MalformedNode nameless) {
            return List.of();
        }
    }
}
