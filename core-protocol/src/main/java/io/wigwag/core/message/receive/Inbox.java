package io.wigwag.core.message.receive;

import com.google.protobuf.InvalidProtocolBufferException;
import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.id.DeviceAddress;
import io.wigwag.core.id.Jid;
import io.wigwag.core.message.StagedState;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.people.Aliases;
import io.wigwag.core.people.Bundles;
import io.wigwag.core.people.OwnAccount;
import io.wigwag.core.port.CommitRefused;
import io.wigwag.core.port.DeviceState;
import io.wigwag.core.port.StateUnavailable;
import io.wigwag.core.signal.GroupSessions;
import io.wigwag.core.signal.IdentityChange;
import io.wigwag.core.signal.MalformedRecord;
import io.wigwag.core.signal.SignalSessions;
import io.wigwag.proto.e2e.Message;
import io.wigwag.proto.e2e.MessageKey;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Opens message stanzas, one after the other in the order of their arrival. Whatever a stanza holds, it comes to a
/// [Received] and the next one has its turn: one that nobody can make sense of is refused, so that it does not come
/// again.
public final class Inbox {
    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);
    /// Whom a message did not reach for so long, it will not reach: the phone is not asked.
    private static final Duration WORTH_ASKING = Duration.ofDays(14);
    /// From this failure on the phone is asked as well: it may be that the author never answers.
    private static final int ASK_PHONE = 3;

    private final OwnAccount own;
    private final Aliases aliases;
    private final StagedState state;
    private final InstantSource clock;
    private final EnvelopeReader reader;
    private final Opener opener;
    private final Replies replies;
    private final RetryReceipts retries;
    private final Failures failures = new Failures();
    private final Storms storms;
    private boolean present;

    public Inbox(
            OwnAccount own, DeviceState stored, Aliases aliases, Bundles bundles, OwnKeys keys, InstantSource clock) {
        this.own = own;
        this.aliases = aliases;
        this.clock = clock;
        state = new StagedState(stored);
        reader = new EnvelopeReader(own);
        opener = new Opener(
                state,
                new SignalSessions(state, keys.cipher(), keys.policy(), clock),
                new GroupSessions(state, keys.groupCipher()),
                aliases,
                bundles);
        replies = new Replies(own);
        storms = new Storms(clock, Inbox::tell);
        retries = new RetryReceipts(keys.identity(), keys.deviceIdentity(), stored, keys.supply(), replies);
    }

    private static void tell(Storms.Summary summary) {
        LOG.atInfo()
                .addKeyValue("unreadable", summary.unreadable())
                .addKeyValue("notAskedFor", summary.unasked())
                .log("messages could not be read");
    }

    /// Whether somebody is there to see what comes: others are told of a delivery only then.
    public void present(boolean now) {
        present = now;
    }

    /// Opens one message stanza.
    public Received open(Node stanza) {
        try {
            return received(stanza, reader.read(stanza));
        } catch (MalformedNode malformed) {
            return refused(stanza, Replies.PARSING, String.valueOf(malformed.getMessage()));
        } catch (MalformedRecord own) {
            // Something of ours is broken; the message may come again when that is mended.
            LOG.warn("A message could not be answered: {}", own.getMessage());
            return new Received(
                    Optional.empty(),
                    new Received.Dropped(String.valueOf(own.getMessage())),
                    List.of(),
                    List.of(),
                    Optional.empty(),
                    List.of(),
                    Optional.empty());
        } catch (CommitRefused | StateUnavailable store) {
            // That says nothing about the message, which stays at the server.
            throw store;
        } catch (RuntimeException poison) {
            LOG.warn("A message that nobody foresaw was refused", poison);
            return refused(stanza, Replies.UNHANDLED, "unforeseen");
        } finally {
            // What was not handed out for a commit never was.
            state.take();
        }
    }

    private Received refused(Node stanza, int code, String why) {
        var outcome = new Received.Dropped(why);
        try {
            var reply = List.of(replies.refusal(stanza, code));
            return new Received(
                    Optional.empty(), outcome, List.of(), reply, Optional.empty(), List.of(), Optional.empty());
        } catch (MalformedNode nameless) {
            LOG.warn("A message without id or sender: {}", nameless.getMessage());
            return new Received(
                    Optional.empty(), outcome, List.of(), List.of(), Optional.empty(), List.of(), Optional.empty());
        }
    }

    private Received received(Node stanza, Envelope envelope) throws MalformedNode, MalformedRecord {
        var answer = new Answer(envelope, learn(envelope));
        if (envelope.marks().type().equals("medianotify")) {
            return answer.with(new Received.Dropped("an announcement of media"), replies.ack(stanza));
        }
        if (envelope.place().kind() == Envelope.Kind.NEWSLETTER) {
            return channelPost(stanza, envelope, answer);
        }
        if (envelope.parts().isEmpty()) {
            return withoutParts(stanza, envelope, answer);
        }
        if (envelope.parts().stream().noneMatch(part -> part.isPairwise() || part.isGroup())) {
            var secret = envelope.parts().stream().allMatch(part -> part.type().equals("msmsg"));
            return answer.with(
                    new Received.Dropped("sealed in a way that we do not know"),
                    secret ? replies.refusal(stanza, Replies.NO_SECRET) : replies.ack(stanza));
        }
        return opened(stanza, envelope, answer);
    }

    private Received opened(Node stanza, Envelope envelope, Answer answer) throws MalformedNode, MalformedRecord {
        var opened = opener.open(envelope);
        answer.identityChange = opened.identityChange();
        var address = aliases.address(envelope.author().device());
        if (!opened.contents().isEmpty()) {
            failures.forget(envelope, address);
            return answer.with(content(envelope, opened.contents().getFirst()), receipts(stanza, envelope));
        }
        if (opened.failed().isPresent()) {
            return failed(stanza, envelope, answer, address, opened.failed().get());
        }
        if (!opened.garbled().isEmpty()) {
            return answer.with(
                    new Received.Garbled(opened.garbled().getFirst()),
                    replies.refusal(stanza, Replies.INVALID_CONTENT));
        }
        return answer.with(
                opened.keys() ? new Received.KeysOnly() : new Received.Duplicate(), receipts(stanza, envelope));
    }

    private Received.Outcome content(Envelope envelope, Received.Read read) {
        var wrapped = read.message().hasDeviceSentMessage();
        if (wrapped && !envelope.author().own()) {
            return new Received.Dropped("a copy of an own message from somebody else");
        }
        return new Received.Read(OwnCopy.unwrap(read.message()), read.payload());
    }

    private Received failed(Node stanza, Envelope envelope, Answer answer, DeviceAddress address, Opener.Failed failure)
            throws MalformedNode, MalformedRecord {
        var attempt = failures.next(envelope, address, failure.part().count());
        var stormy = !storms.permits(address);
        var last = stormy || attempt > RetryReceipts.MOST;
        var hidden = failure.part().hideFailure();
        var outcome = new Received.Unreadable(failure.reason(), attempt, last, hidden);
        if (stormy) {
            return answer.with(outcome, replies.ack(stanza));
        }
        if (attempt >= ASK_PHONE && own.phone().device() != 0) {
            answer.wanted = wanted(envelope);
        }
        if (last) {
            return answer.with(outcome, replies.refusal(stanza, Replies.UNHANDLED));
        }
        var made = retries.make(stanza, envelope, attempt, failure.reason());
        state.stage(made.changes());
        return answer.with(outcome, made.receipt(), replies.ack(stanza));
    }

    private Received withoutParts(Node stanza, Envelope envelope, Answer answer) throws MalformedNode {
        if (envelope.withheld().isEmpty()) {
            return answer.with(new Received.Dropped("nothing in it"), replies.ack(stanza));
        }
        var why = envelope.withheld().get();
        if (why == Envelope.Withheld.UNSENT && own.phone().device() != 0) {
            answer.wanted = wanted(envelope);
        }
        return answer.with(new Received.Absent(why), replies.ack(stanza));
    }

    private Received channelPost(Node stanza, Envelope envelope, Answer answer) throws MalformedNode {
        var payload = envelope.plain().orElse(Octets.EMPTY);
        if (payload.isEmpty()) {
            return answer.with(new Received.Dropped("a channel's post without content"), replies.ack(stanza));
        }
        try {
            var read = new Received.Read(Message.parseFrom(payload.asBuffer()), payload);
            return answer.with(read, replies.ack(stanza));
        } catch (InvalidProtocolBufferException unreadable) {
            return answer.with(new Received.Garbled(payload), replies.refusal(stanza, Replies.INVALID_CONTENT));
        }
    }

    /// A status is confirmed twice: its author sees the receipt, the server wants the ack.
    private Node[] receipts(Node stanza, Envelope envelope) throws MalformedNode {
        var receipt = replies.receipt(stanza, envelope, present);
        return envelope.place().kind() == Envelope.Kind.STATUS
                ? new Node[] {receipt, replies.ack(stanza)}
                : new Node[] {receipt};
    }

    private Optional<MessageKey> wanted(Envelope envelope) {
        return envelope.time().isBefore(clock.instant().minus(WORTH_ASKING))
                ? Optional.empty()
                : Optional.of(PhoneRequests.key(envelope));
    }

    private List<Aliases.Merged> learn(Envelope envelope) {
        var pairs = new ArrayList<Aliases.Pair>();
        pair(envelope.author().device(), envelope.author().other()).ifPresent(pairs::add);
        pair(envelope.place().chat(), envelope.place().other()).ifPresent(pairs::add);
        return aliases.learn(pairs);
    }

    private static Optional<Aliases.Pair> pair(Jid one, Optional<Jid> other) {
        return other.map(name -> new Aliases.Pair(one, name));
    }

    /// What is known of the answer so far.
    private final class Answer {
        private final Envelope envelope;
        private final List<Aliases.Merged> merged;
        private Optional<MessageKey> wanted = Optional.empty();
        private Optional<IdentityChange> identityChange = Optional.empty();

        Answer(Envelope envelope, List<Aliases.Merged> merged) {
            this.envelope = envelope;
            this.merged = merged;
        }

        Received with(Received.Outcome outcome, Node... answers) {
            return new Received(
                    Optional.of(envelope), outcome, state.take(), List.of(answers), wanted, merged, identityChange);
        }
    }
}
