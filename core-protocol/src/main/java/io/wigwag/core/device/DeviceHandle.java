package io.wigwag.core.device;

import io.wigwag.core.event.DeviceEvent;
import io.wigwag.core.event.DeviceHealth;
import io.wigwag.core.event.DeviceStatus;
import io.wigwag.core.event.LinkEvent;
import io.wigwag.core.id.DeviceName;
import io.wigwag.core.id.Jid;
import io.wigwag.core.link.LinkChannel;
import io.wigwag.core.link.NodeTap;
import io.wigwag.core.login.LinkedAccount;
import io.wigwag.core.media.MediaRetryAnswer;
import io.wigwag.core.media.MediaRetryRequest;
import io.wigwag.core.message.mail.Mail;
import io.wigwag.core.message.mail.MailKeeper;
import io.wigwag.core.message.send.Letter;
import io.wigwag.core.message.send.SendOutcome;
import io.wigwag.core.message.send.SendRefused;
import io.wigwag.core.pairing.PairingCode;
import io.wigwag.core.pairing.PasskeyAssertion;
import io.wigwag.core.stanza.IqQuestion;
import io.wigwag.core.stanza.IqRefused;
import io.wigwag.core.stanza.IqRequest;
import io.wigwag.core.stanza.Line;
import io.wigwag.core.stanza.Unanswered;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The way to one device, for everybody else: any thread may use it. Commands are done one after the other, in the
/// order of the calls; their futures fail with a [CommandFailed], in time, whatever the device is stuck in.
public final class DeviceHandle {
    private static final Logger LOG = LoggerFactory.getLogger(DeviceHandle.class);

    private final DeviceName name;
    private final EngineSettings settings;
    private final EnginePorts ports;
    private final DialPacer pacer;
    private final NodeTap tap;
    private final MailKeeper keeper;
    private final EventQueue events;
    private final Pulse pulse;
    private final StandingQuestions questions;
    /// Answers that may take days.
    private final Map<Object, CompletableFuture<?>> patient = new ConcurrentHashMap<>();
    private final ReentrantLock lives = new ReentrantLock();
    private volatile Incarnation life;
    private volatile DeviceStatus status = new DeviceStatus.Stopped();

    DeviceHandle(
            DeviceName name,
            EngineSettings settings,
            EnginePorts ports,
            DialPacer pacer,
            NodeTap tap,
            MailKeeper keeper,
            DeviceListener listener) {
        this.name = name;
        this.settings = settings;
        this.ports = ports;
        this.pacer = pacer;
        this.tap = tap;
        this.keeper = keeper;
        this.events = new EventQueue("device " + name, listener, settings.events());
        this.pulse = new Pulse(ports.clock());
        this.questions = new StandingQuestions(ports.timers(), settings.commands());
        this.life = begin(status, false);
    }

    public DeviceName name() {
        return name;
    }

    /// How the device is now; every change is told as an event too.
    public DeviceStatus status() {
        return status;
    }

    public DeviceHealth health() {
        return pulse.health();
    }

    /// Whom the device belongs to; empty before a phone has linked it.
    public CompletableFuture<Optional<LinkedAccount>> account() {
        return life.ask("account", Device::account);
    }

    /// Connects and stays connected: shows codes if nobody has linked the device, logs in otherwise. Done when the
    /// device is on its way, not when it is online.
    public CompletableFuture<Void> start() {
        return tell("start", Device::start);
    }

    /// Ends the connection and stays away until started again.
    public CompletableFuture<Void> stop() {
        return tell("stop", Device::stop);
    }

    /// Ends the connection and begins another without waiting.
    public CompletableFuture<Void> reconnect() {
        return tell("reconnect", Device::reconnect);
    }

    /// Unlinks the device from its account, at the server too. What it knew is kept until it is wiped.
    public CompletableFuture<Void> logOut() {
        return tell("log out", Device::logOut);
    }

    /// Forgets everything that the device knew. It can be linked anew afterwards.
    public CompletableFuture<Void> wipe() {
        return tell("wipe", Device::wipe);
    }

    /// Makes the device a new one and shows codes for it.
    public CompletableFuture<Void> linkAnew() {
        return tell("link anew", device -> {
            device.wipe();
            device.start();
        });
    }

    /// Has the phone of this number ask its owner for a code, and shows the code; for a device that shows QR codes.
    ///
    /// @param wish the code itself, where the caller wants to choose it
    public CompletableFuture<PairingCode> linkByCode(Jid phone, Optional<PairingCode> wish) {
        return life.ask("link by code", device -> device.requestCode(phone, wish));
    }

    /// Hands in the answer of the account's passkey, in status `passkey_required`.
    public CompletableFuture<Void> answerPasskey(PasskeyAssertion assertion) {
        return tell("answer for the passkey", device -> device.answerPasskey(assertion));
    }

    /// Asks the server something by hand, on a device that is logged in.
    public <R> CompletableFuture<R> ask(IqRequest<R> request) {
        return line("ask").thenCompose(line -> onItsOwn(() -> line.ask(request)));
    }

    /// Asks something that changes nothing, and asks again on the next connection when this one ends first.
    ///
    /// @param within how long an answer is of use, whatever happens to connections meanwhile
    public <R> CompletableFuture<R> ask(IqQuestion<R> question, Duration within) {
        return questions.ask(() -> ask(question), within);
    }

    /// Runs something that speaks to the server, beside the device's own work and off the caller's thread.
    public <R> CompletableFuture<R> speak(LineTalk<R> talk) {
        return line("speak").thenCompose(line -> onItsOwn(() -> talk.over(line)));
    }

    /// A conversation with the server.
    @FunctionalInterface
    public interface LineTalk<R> {
        R over(Line line) throws Exception;
    }

    /// Sends a message, and answers what the server said about it; or that it said nothing in time, which leaves open
    /// whether it has it. The same id may be sent again at any time, also after a crash: it reaches nobody twice.
    /// The future fails with a [SendRefused] where it can't get through.
    public CompletableFuture<SendOutcome> send(Letter letter) {
        var word = new CompletableFuture<SendOutcome>();
        var unsure = new SendOutcome.Unconfirmed(letter.id(), letter.chat());
        var limit = ports.timers().after(settings.stuck().multipliedBy(2), () -> word.complete(unsure));
        failing(word, tell("send", device -> device.mailRoom().send(letter, word)));
        return word.whenCompleteAsync((_, _) -> limit.cancel(), BESIDE);
    }

    /// Has the own phone upload the file of a message again. The phone answers whenever it is there, which may take
    /// days; the device's keeper is told as well, also when this process has ended by then.
    public CompletableFuture<MediaRetryAnswer> reupload(MediaRetryRequest request) {
        var word = new CompletableFuture<MediaRetryAnswer>();
        var key = new Object();
        patient.put(key, word);
        failing(word, tell("reupload", device -> device.mailRoom().reupload(request, word)));
        return word.whenCompleteAsync((_, _) -> patient.remove(key), BESIDE);
    }

    /// Those who waited for what a life would have told them hear that it is over.
    private void lifeIsOver(CommandFailed.Why why, String how) {
        patient.values().forEach(word -> word.completeExceptionally(new CommandFailed(why, how)));
    }

    /// An order that was not followed has no other answer than that.
    private static void failing(CompletableFuture<?> word, CompletableFuture<Void> order) {
        var _ = order.exceptionally(failed -> {
            word.completeExceptionally(
                    failed instanceof CompletionException && failed.getCause() != null ? failed.getCause() : failed);
            return null;
        });
    }

    /// What callers do with an answer must not hold up the device.
    private static final Executor BESIDE = task -> Thread.ofVirtual().start(task);

    /// Whether somebody is there to see what comes: only then are those who write told that it was delivered.
    public CompletableFuture<Void> present(boolean now) {
        return tell("present", device -> device.mailRoom().present(now));
    }

    /// Works with the device's messages and with what it knows of people, on the device's own thread and over its
    /// connection: briefly, as nothing else happens meanwhile.
    public <R> CompletableFuture<R> correspond(MailTalk<R> talk) {
        return life.ask("correspond", device -> device.correspond(talk));
    }

    /// What [#correspond] does.
    @FunctionalInterface
    public interface MailTalk<R> {
        R over(Mail mail, Line line) throws Unanswered, IqRefused, SendRefused;
    }

    private CompletableFuture<Line> line(String what) {
        return life.ask(what, Device::loggedIn);
    }

    private interface Talk<R> {
        R run() throws Exception;
    }

    private <R> CompletableFuture<R> onItsOwn(Talk<R> talk) {
        var answer = new CompletableFuture<R>();
        Thread.ofVirtual().name("device " + name + " talk").start(() -> {
            try {
                answer.complete(talk.run());
            } catch (Exception failed) {
                answer.completeExceptionally(failed);
            }
        });
        return answer;
    }

    private interface Order {
        void to(Device device) throws CommandFailed;
    }

    private CompletableFuture<Void> tell(String what, Order order) {
        return life.ask(what, device -> {
                    order.to(device);
                    return NOTHING;
                })
                .thenAccept(_ -> {});
    }

    private static final Object NOTHING = new Object();

    // --- Its lives

    private Incarnation begin(DeviceStatus inherited, boolean start) {
        var progress = new Progress(ports.clock());
        return new Incarnation(
                new Incarnation.Birth(settings, ports, name, progress, inherited, start, () -> life.retake()),
                life -> parts(progress, life::isOver, life::post));
    }

    private DeviceParts parts(Progress progress, BooleanSupplier over, Consumer<Runnable> post) {
        var line = new LineSession.Parts(
                ports.transport(),
                settings.endpoint(),
                new LinkChannel.Rules(settings.root(), ports.clock(), LinkChannel.Rules.DEFAULT.largestFrame()),
                settings.line(),
                ports.timers(),
                ports.random(),
                tap);
        Consumer<DeviceEvent> toEvents = event -> {
            if (!over.getAsBoolean()) {
                publish(event);
            }
        };
        return new DeviceParts(name, ports, settings, pacer, pulse, progress, line, keeper, toEvents, post);
    }

    private void publish(DeviceEvent event) {
        if (event instanceof LinkEvent.StatusChanged(var next)) {
            status = next;
            questions.changed(next);
        }
        events.publish(event);
    }

    /// Looks whether the device is stuck, and if so begins another life for it. The account's link is not touched.
    void rebuildIfStuck() {
        lives.lock();
        try {
            var old = life;
            if (!old.isStuck()) {
                return;
            }
            var stuckIn = old.stuckIn();
            LOG.atError()
                    .addKeyValue("device", name)
                    .addKeyValue("step", stuckIn)
                    .log("stuck: the device is rebuilt");
            var wanted = old.isWanted();
            old.abandon();
            life = begin(status, wanted);
            publish(new LinkEvent.Rebuilt(stuckIn));
            lifeIsOver(CommandFailed.Why.STALLED, "the device was rebuilt");
        } finally {
            lives.unlock();
        }
    }

    /// Starts again what has stopped because its version was refused.
    void profileChanged() {
        if (status instanceof DeviceStatus.ClientOutdated) {
            var _ = start();
        }
    }

    /// Ends the connection and gives the state back, without changing what the owner wants. The future is done when
    /// all of it is.
    CompletableFuture<Void> close() {
        return life.close().thenRun(() -> {
            questions.end();
            lifeIsOver(CommandFailed.Why.CLOSED, "the device was given back");
        });
    }
}
