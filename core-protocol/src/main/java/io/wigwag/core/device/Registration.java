package io.wigwag.core.device;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.event.DeviceStatus;
import io.wigwag.core.event.LinkEvent;
import io.wigwag.core.id.DeviceAddress;
import io.wigwag.core.id.Jid;
import io.wigwag.core.login.LinkedAccount;
import io.wigwag.core.pairing.AdvFailure;
import io.wigwag.core.pairing.LinkedIdentity;
import io.wigwag.core.pairing.PairSuccess;
import io.wigwag.core.pairing.PairingCode;
import io.wigwag.core.pairing.PasskeyAssertion;
import io.wigwag.core.pairing.QrSchedule;
import io.wigwag.core.pairing.QrText;
import io.wigwag.core.port.StateChange;
import io.wigwag.core.port.Timers;
import io.wigwag.core.stanza.IqRefused;
import io.wigwag.core.stanza.Line;
import io.wigwag.core.stanza.Notification;
import io.wigwag.core.stanza.PairDevice;
import io.wigwag.core.stanza.Unanswered;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Being linked, on one connection of a device that nobody has linked: codes are shown until a phone has scanned one.
/// Belongs to the device's actor, and ends with the connection.
final class Registration {
    private static final Logger LOG = LoggerFactory.getLogger(Registration.class);
    /// For the goodbye that follows a link; some servers forget it.
    private static final Duration RESTART_PATIENCE = Duration.ofSeconds(20);

    /// What a registration wants of its device.
    interface Host {
        void become(DeviceStatus status);

        /// The codes are used up.
        void expired();

        /// Nothing comes of this connection any more.
        void giveUp(String why);
    }

    private final DeviceParts parts;
    private final DeviceMemory memory;
    private final Line line;
    private final Host host;
    private final CodeLink code;
    private final PasskeyLink passkey;
    private List<String> refs = List.of();
    private QrSchedule schedule = new QrSchedule(1);
    private Instant began = Instant.EPOCH;
    private Timers.Timer timer = Timers.Timer.NONE;
    private boolean linked;
    private boolean ended;

    Registration(DeviceParts parts, DeviceMemory memory, Line line, Host host) {
        this.parts = parts;
        this.memory = memory;
        this.line = line;
        this.host = host;
        this.code = new CodeLink(parts, memory, line);
        this.passkey = new PasskeyLink(parts, memory, line, host);
    }

    void end() {
        ended = true;
        timer.cancel();
        passkey.end();
    }

    /// Asks the phone of this number to let its owner type a code. The QR codes on show change, as their secret does.
    PairingCode requestCode(Jid phone, Optional<PairingCode> wish) throws CommandFailed {
        if (refs.isEmpty() || linked) {
            throw new CommandFailed(CommandFailed.Why.NOT_NOW, "no link is being waited for");
        }
        try {
            return code.begin(
                    phone,
                    wish.orElseGet(() -> PairingCode.generate(parts.ports().random())));
        } catch (IqRefused refused) {
            throw new CommandFailed(CommandFailed.Why.REFUSED, "the server refused: " + refused.getMessage());
        } catch (Unanswered lost) {
            throw new CommandFailed(CommandFailed.Why.NO_CONNECTION, String.valueOf(lost.getMessage()));
        } finally {
            show();
        }
    }

    /// Hands in what the passkey said.
    void answerPasskey(PasskeyAssertion assertion) throws CommandFailed {
        if (!passkey.isOpen()) {
            throw new CommandFailed(CommandFailed.Why.NOT_NOW, "no passkey is wanted");
        }
        try {
            passkey.answer(assertion);
        } catch (IqRefused refused) {
            throw new CommandFailed(CommandFailed.Why.REFUSED, "the server refused: " + refused.getMessage());
        } catch (Unanswered lost) {
            throw new CommandFailed(CommandFailed.Why.NO_CONNECTION, String.valueOf(lost.getMessage()));
        }
    }

    /// Whatever is about linking among the server's notifications, once it is acked.
    void notified(Notification told) throws Unanswered, MalformedNode {
        switch (told.subject()) {
            case Notification.PairingSecretSpent() -> refreshSecret();
            case Notification.PasskeyWanted(var options) -> {
                timer.cancel();
                passkey.wanted(options);
            }
            case Notification.PasskeyContinued(var primaryIdentity) -> passkey.continued(primaryIdentity);
            case Notification.CodeTyped() -> code.typed(told.node());
            case Notification.FreshCodeWanted wish -> {
                code.refresh(wish);
                show();
            }
            default -> {
                // Not about linking.
            }
        }
    }

    /// The server takes us for a device to be linked. Codes shown before hold no more: they carry an old secret.
    void refs(PairDevice offer) throws Unanswered {
        line.send(offer.reply());
        memory.remember(memory.credentials().withFreshSecret(parts.ports().random()));
        refs = offer.refs();
        schedule = new QrSchedule(refs.size());
        began = parts.ports().clock().instant();
        host.become(new DeviceStatus.Pairing(began.plus(schedule.end())));
        show();
    }

    /// The server wants codes with another secret: somebody may have seen the present one.
    private void refreshSecret() {
        if (!refs.isEmpty() && !linked) {
            memory.remember(memory.credentials().withFreshSecret(parts.ports().random()));
            show();
        }
    }

    /// Shows the code whose turn it is.
    private void show() {
        timer.cancel();
        if (linked || passkey.isOpen()) {
            return;
        }
        var now = parts.ports().clock().instant();
        var elapsed = Duration.between(began, now);
        schedule.at(elapsed).ifPresentOrElse(shown -> show(shown, elapsed), () -> afterTheLast(now));
    }

    /// Whoever types a code has the whole of its time, also when there is nothing left to scan.
    private void afterTheLast(Instant now) {
        if (code.isOpen()) {
            var left = Duration.between(now, code.expires().orElse(now));
            timer = later(left, this::show);
        } else {
            host.expired();
        }
    }

    /// What is due may wait in the mailbox behind the end of the connection: then it is not done.
    private Timers.Timer later(Duration delay, Runnable task) {
        return parts.ports()
                .timers()
                .after(
                        delay,
                        () -> parts.post().accept(() -> {
                            if (!ended) {
                                task.run();
                            }
                        }));
    }

    private void show(QrSchedule.Shown shown, Duration elapsed) {
        var until = began.plus(shown.until());
        var text = text(refs.get(shown.index()));
        parts.events().accept(new LinkEvent.QrShown(text, shown.index(), refs.size(), until));
        timer = later(shown.until().minus(elapsed), this::show);
    }

    private String text(String ref) {
        var keys = memory.credentials().keys();
        var type = parts.ports().profiles().current().label().browser().clientType();
        return new QrText(
                        ref, keys.noise().publicKey(), keys.identity().publicKey(), keys.advSecret(), Optional.of(type))
                .text();
    }

    /// A phone has linked us, the server says. Only the phone's own statement proves it.
    void linked(Node iq) throws Unanswered, MalformedNode {
        var success = PairSuccess.parse(iq);
        if (linked) {
            return;
        }
        timer.cancel();
        var keys = memory.credentials().keys();
        try {
            var accepted = LinkedIdentity.accept(
                    success.container(),
                    keys.advSecret(),
                    keys.identity().keys(),
                    parts.ports().random());
            var account = LinkedAccount.of(success, accepted);
            linked = true;
            memory.remember(memory.credentials().linkedTo(account), firstKnowledge(account, accepted));
            line.send(success.reply(accepted.identity()));
            LOG.atInfo().addKeyValue("device", parts.name()).log("linked");
            parts.events()
                    .accept(new LinkEvent.Paired(
                            account.jid(), account.lid(), account.platform().orElse("")));
            timer = later(RESTART_PATIENCE, () -> host.giveUp("linked, and no restart came"));
        } catch (AdvFailure unproven) {
            LOG.atWarn()
                    .addKeyValue("device", parts.name())
                    .addKeyValue("why", unproven.getMessage())
                    .log("a link without proof was refused");
            line.send(PairSuccess.refusal(success.id()));
            parts.events().accept(new LinkEvent.PairingFailed("the phone's statement is not proven"));
            host.giveUp("a link without proof");
        }
    }

    /// The phone's identity, by which all that it says later is judged, under both of its names.
    private static List<StateChange> firstKnowledge(LinkedAccount account, LinkedIdentity accepted) {
        var changes = new ArrayList<StateChange>();
        var key = accepted.accountKey().octets();
        changes.add(new StateChange.PutIdentity(primary(account.jid()), key));
        account.lid().ifPresent(lid -> {
            changes.add(new StateChange.PutIdentity(primary(lid), key));
            changes.add(new StateChange.PutLid(account.jid().user(), lid.user()));
        });
        return changes;
    }

    private static DeviceAddress primary(Jid companion) {
        return DeviceAddress.of(companion.bare());
    }
}
