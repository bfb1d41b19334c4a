package io.wigwag.core.device;

import io.wigwag.core.binary.Node;
import io.wigwag.core.crypto.KeyPair;
import io.wigwag.core.event.LinkEvent;
import io.wigwag.core.id.MessageId;
import io.wigwag.core.login.LinkedAccount;
import io.wigwag.core.media.MediaRetryAnswer;
import io.wigwag.core.media.MediaRetryRequest;
import io.wigwag.core.message.mail.Handled;
import io.wigwag.core.message.mail.Mail;
import io.wigwag.core.message.mail.MailEvent;
import io.wigwag.core.message.mail.MailKeeper;
import io.wigwag.core.message.receive.OwnKeys;
import io.wigwag.core.message.receive.Received;
import io.wigwag.core.message.send.Letter;
import io.wigwag.core.message.send.SendOutcome;
import io.wigwag.core.message.send.SendRefused;
import io.wigwag.core.message.send.SendSettings;
import io.wigwag.core.people.OwnAccount;
import io.wigwag.core.people.TimeLock;
import io.wigwag.core.port.Timers;
import io.wigwag.core.signal.GroupCipher;
import io.wigwag.core.signal.IdentityPolicy;
import io.wigwag.core.signal.SessionCipher;
import io.wigwag.core.stanza.Line;
import io.wigwag.core.stanza.Unanswered;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a device does with messages, on all its connections: whoever keeps them has each safe first, then the step of
/// the ratchet is committed, and only then the server hears that it arrived. Belongs to the device's actor.
final class MailRoom {
    private static final Logger LOG = LoggerFactory.getLogger(MailRoom.class);
    private static final Duration ROUND = Duration.ofSeconds(5);

    /// What the mail room wants of its device.
    interface Host {
        /// The connection is of no use any more.
        void giveUp(String why);
    }

    private final DeviceParts parts;
    private final DeviceMemory memory;
    private final Host host;
    private final Map<MessageId, Sending> sendings = new LinkedHashMap<>();
    private final List<SendOutcome> untold = new ArrayList<>();
    private final Refused refused = new Refused();
    private final Reuploads reuploads = new Reuploads();
    private Optional<Mail> mail = Optional.empty();
    private Optional<OwnAccount> own = Optional.empty();
    private Optional<Line> line = Optional.empty();
    private TimeLock lock = TimeLock.NONE;
    private boolean present;
    private Timers.Timer round = Timers.Timer.NONE;
    private boolean planned;
    private Timers.Timer phone = Timers.Timer.NONE;

    MailRoom(DeviceParts parts, DeviceMemory memory, Host host) {
        this.parts = parts;
        this.memory = memory;
        this.host = host;
    }

    // --- Connections

    /// The server has let us in, and has told who we are.
    void open(Line ready) throws Unanswered {
        var account = memory.credentials().account().orElseThrow();
        var now = new OwnAccount(account.jid(), account.lid());
        if (mail.isEmpty() || !own.equals(Optional.of(now))) {
            mail = Optional.of(mail(now, account));
            lock = TimeLock.NONE;
            own = Optional.of(now);
        }
        line = Optional.of(ready);
        mail.get().present(present);
        mail.get().resume(ready);
        planRound();
    }

    /// The connection has ended; what was not answered goes again on the next one.
    void closed() {
        line = Optional.empty();
        phone.cancel();
    }

    /// The device's life ends, or it belongs to nobody any more.
    void end(CommandFailed why) {
        closed();
        round.cancel();
        planned = false;
        mail = Optional.empty();
        own = Optional.empty();
        var waiting = List.copyOf(sendings.values());
        sendings.clear();
        waiting.forEach(sending -> sending.word().completeExceptionally(why));
        reuploads.end(why);
    }

    private Mail mail(OwnAccount now, LinkedAccount account) {
        var ports = parts.ports();
        var identity = memory.credentials().keys().identity();
        var vouched = Optional.of(account.deviceIdentity());
        var keys = new OwnKeys(
                identity,
                vouched,
                new SessionCipher(identity, () -> KeyPair.generate(ports.random())),
                new GroupCipher(ports.random()),
                IdentityPolicy.TRUST_CHANGES,
                memory.supply());
        var settings = SendSettings.usual(vouched, Optional::empty);
        return new Mail(now, memory.state(), keys, settings, ports.clock(), ports.random());
    }

    // --- Sending

    /// Sends a message; `word` is to be the server's about it.
    void send(Letter letter, CompletableFuture<SendOutcome> word) throws CommandFailed {
        var ready = line.orElseThrow(
                () -> new CommandFailed(CommandFailed.Why.NO_CONNECTION, "the device is not connected"));
        var known = sendings.get(letter.id());
        if (known != null) {
            var _ = known.word().whenComplete((outcome, failed) -> {
                if (failed == null) {
                    word.complete(outcome);
                } else {
                    word.completeExceptionally(failed);
                }
            });
        }
        var sending = known != null ? known : new Sending(letter.id(), letter.chat(), now(), word);
        sendings.put(letter.id(), sending);
        try {
            mail().send(ready, letter);
            planRound();
        } catch (SendRefused refused) {
            sendings.remove(letter.id());
            sending.word().completeExceptionally(refused);
        } catch (Unanswered lost) {
            unsure(letter, sending, lost);
        }
    }

    /// The connection ended under a message. If it was on its way already it goes again on the next one.
    private void unsure(Letter letter, Sending sending, Unanswered lost) {
        if (mail().underway().contains(letter.id())) {
            return;
        }
        sendings.remove(letter.id());
        sending.word()
                .completeExceptionally(
                        new CommandFailed(CommandFailed.Why.NO_CONNECTION, String.valueOf(lost.getMessage())));
    }

    /// Has the phone upload a file again; `word` is to be its answer, whenever that comes.
    void reupload(MediaRetryRequest request, CompletableFuture<MediaRetryAnswer> word) throws CommandFailed {
        var ready = line.orElseThrow(
                () -> new CommandFailed(CommandFailed.Why.NO_CONNECTION, "the device is not connected"));
        try {
            reuploads.await(request.id(), request.key(), word);
            ready.send(request.toNode(own.orElseThrow().phone(), parts.ports().random()));
        } catch (Unanswered lost) {
            throw new CommandFailed(CommandFailed.Why.NO_CONNECTION, String.valueOf(lost.getMessage()));
        }
    }

    /// Whether somebody is there to see what comes: only then are others told that it was delivered.
    void present(boolean now) {
        present = now;
        mail.ifPresent(open -> open.present(now));
    }

    /// The names, lists and keys of others, for those who ask for them on the device's thread.
    Mail mail() {
        return mail.orElseThrow(() -> new IllegalStateException("nobody has let the device in yet"));
    }

    Optional<Line> line() {
        return line;
    }

    // --- What comes

    /// Takes a stanza in; false for one of another subject, or where nobody keeps messages.
    ///
    /// @throws KeepFailed where it was not kept and has to come again, before anything after it; one that fails
    ///     time and again is left with the server instead, and holds up nobody
    boolean take(Line from, Node stanza) throws Unanswered, KeepFailed {
        if (mail.isEmpty() || (stanza.is("message") && parts.keeper().equals(MailKeeper.NONE))) {
            return false;
        }
        var handled = mail().take(from, stanza);
        if (handled.isEmpty()) {
            return false;
        }
        tellOfLock();
        try {
            act(from, stanza, handled.get());
            refused.forget(stanza);
        } catch (KeepFailed failed) {
            LOG.atWarn()
                    .addKeyValue("device", parts.name())
                    .addKeyValue("stanza", stanza.tag())
                    .setCause(failed.getCause())
                    .log("what came was not kept");
            if (!refused.isTooOften(stanza)) {
                throw failed;
            }
            parts.events()
                    .accept(new LinkEvent.SetAside(
                            stanza.attributes().text("id").orElse("")));
        }
        return true;
    }

    private void tellOfLock() {
        var now = mail().timeLock();
        if (!now.equals(lock)) {
            lock = now;
            parts.events().accept(new LinkEvent.Restricted(now.active(), now.until()));
        }
    }

    private void act(Line from, Node stanza, Handled handled) throws Unanswered, KeepFailed {
        switch (handled) {
            case Handled.Opened(var received) -> opened(from, received);
            case Handled.FromPhone(var received, var found) -> {
                for (var message : found) {
                    keep(news().came(message.envelope(), message.content()));
                }
                opened(from, received);
            }
            case Handled.Answered(var outcomes) -> {
                outcomes(outcomes);
                mail().issueTokens(from);
            }
            case Handled.Told(var receipts, var replies) -> {
                for (var receipt : receipts) {
                    keep(news().told(receipt));
                }
                reply(from, replies);
            }
            case Handled.AskedAgain(var resend, var replies) -> {
                keep(new MailEvent.AskedAgain(resend));
                reply(from, replies);
            }
            case Handled.FileAnswered(var answer, var replies) -> {
                keep(new MailEvent.FileAnswered(answer));
                reuploads.answered(answer);
                reply(from, replies);
            }
            case Handled.NewPhone(var account, var replies) -> {
                keep(news().newPhone(account));
                reply(from, replies);
            }
            case Handled.GroupChanged(var news, var replies) -> {
                news.forEach(parts.events());
                reply(from, replies);
            }
            case Handled.Noted(var replies) -> reply(from, replies);
            case Handled.Unread(var why, var replies) -> {
                LOG.atInfo()
                        .addKeyValue("device", parts.name())
                        .addKeyValue("stanza", stanza.tag())
                        .addKeyValue("why", why)
                        .log("a stanza was not understood");
                reply(from, replies);
            }
        }
    }

    private void opened(Line from, Received received) throws Unanswered, KeepFailed {
        for (var event : news().of(received)) {
            keep(event);
        }
        memory.commit(received.changes());
        if (received.outcome() instanceof Received.Read) {
            parts.pulse().decrypted();
        }
        reply(from, received.replies());
        planPhone();
    }

    private MailNews news() {
        return new MailNews(mail().people().aliases());
    }

    private void outcomes(List<SendOutcome> outcomes) {
        for (var outcome : outcomes) {
            if (outcome instanceof SendOutcome.Accepted) {
                parts.pulse().acked();
            }
            tell(outcome);
            var sending = sendings.remove(outcome.id());
            if (sending != null) {
                sending.word().complete(outcome);
            }
        }
    }

    /// The server does not say it again: an outcome that was not kept waits here.
    private void tell(SendOutcome outcome) {
        try {
            keep(new MailEvent.Settled(outcome));
        } catch (KeepFailed failed) {
            LOG.atWarn()
                    .addKeyValue("device", parts.name())
                    .setCause(failed.getCause())
                    .log("an outcome was not kept, for now");
            untold.add(outcome);
            planRound();
        }
    }

    private void keep(MailEvent event) throws KeepFailed {
        if (parts.keeper().equals(MailKeeper.NONE)) {
            return;
        }
        parts.progress().begins("keeping what came", parts.settings().stuck());
        try {
            parts.keeper().keep(event);
        } catch (InterruptedException told) {
            Thread.currentThread().interrupt();
            throw new KeepFailed(told);
        } catch (Exception failed) {
            throw new KeepFailed(failed);
        }
    }

    private static void reply(Line to, List<Node> replies) throws Unanswered {
        for (var reply : replies) {
            to.send(reply);
        }
    }

    // --- What is due

    private void planRound() {
        var due = !sendings.isEmpty()
                || !untold.isEmpty()
                || (mail.isPresent() && !mail().underway().isEmpty());
        if (due && !planned) {
            planned = true;
            round = later(ROUND, this::round);
        }
    }

    /// Messages that the server leaves unanswered go again; a server that answers none of them is left.
    private void round() {
        planned = false;
        var again = List.copyOf(untold);
        untold.clear();
        again.forEach(this::tell);
        try {
            if (line.isPresent()) {
                var unsure = mail().overdue(line.get());
                outcomes(unsure);
                if (!unsure.isEmpty()) {
                    host.giveUp("the server leaves messages unanswered");
                }
            }
        } catch (Unanswered lost) {
            LOG.atDebug().addKeyValue("why", lost.getMessage()).log("messages wait for the next connection");
        }
        var patience = now().minus(parts.settings().stuck());
        for (var sending : List.copyOf(sendings.values())) {
            if (sending.since().isBefore(patience)) {
                sendings.remove(sending.id());
                sending.word().complete(new SendOutcome.Unconfirmed(sending.id(), sending.chat()));
            }
        }
        planRound();
    }

    private void planPhone() {
        mail().phoneDue().ifPresent(due -> {
            phone.cancel();
            var wait = Duration.between(now(), due);
            phone = later(wait.isNegative() ? Duration.ZERO : wait, this::askPhone);
        });
    }

    private void askPhone() {
        if (line.isEmpty() || mail.isEmpty()) {
            return;
        }
        try {
            mail().askPhone(line.get(), () -> MessageId.fresh(parts.ports().random()));
        } catch (SendRefused | Unanswered failed) {
            LOG.atInfo()
                    .addKeyValue("device", parts.name())
                    .addKeyValue("why", failed.getMessage())
                    .log("the phone was not asked");
        }
    }

    private Timers.Timer later(Duration delay, Runnable task) {
        return parts.ports().timers().after(delay, () -> parts.post().accept(task));
    }

    private Instant now() {
        return parts.ports().clock().instant();
    }
}
