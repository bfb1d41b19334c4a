package io.wigwag.core.device;

import io.wigwag.core.event.DeviceStatus;
import io.wigwag.core.event.LinkEvent;
import io.wigwag.core.id.DeviceName;
import io.wigwag.core.port.CommitRefused;
import io.wigwag.core.port.DeviceTaken;
import io.wigwag.core.port.OwnedState;
import io.wigwag.core.port.StateUnavailable;
import io.wigwag.core.port.Timers;
import io.wigwag.core.signal.MalformedRecord;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One life of a device's actor: mailbox, opened state and the [Device] itself. When a step is stuck for too long the
/// life is given up and another begins from what is stored; whatever the old one may still do is refused by the store
/// and heard by nobody.
final class Incarnation {
    private static final Logger LOG = LoggerFactory.getLogger(Incarnation.class);

    private final EngineSettings settings;
    private final EnginePorts ports;
    private final Progress progress;
    private final DeviceStatus inherited;
    private final Runnable openedLate;
    private final Mailbox<Runnable> mailbox;
    private final DeviceParts parts;
    private final AtomicInteger commands = new AtomicInteger();
    private volatile boolean over;
    private volatile boolean wanted;

    private volatile Optional<Device> device = Optional.empty();

    // Owned by the mailbox's thread.
    private Optional<OwnedState> owned = Optional.empty();
    private Timers.Timer retry = Timers.Timer.NONE;
    private int failures;
    /// Whether the store could not be opened as somebody else had it, and the device was to be started.
    private boolean missed;

    /// What a life begins with.
    ///
    /// @param inherited how the device was before
    /// @param wanted whether it is to be started
    /// @param openedLate told when this life was given up while it opened the store, and is done with that:
    ///     the next may have lost the store by it, or not have got it
    record Birth(
            EngineSettings settings,
            EnginePorts ports,
            DeviceName name,
            Progress progress,
            DeviceStatus inherited,
            boolean wanted,
            Runnable openedLate) {}

    /// @param parts made for this life, whose events and posts end with it
    Incarnation(Birth birth, Function<Incarnation, DeviceParts> parts) {
        this.settings = birth.settings();
        this.ports = birth.ports();
        this.progress = birth.progress();
        this.inherited = birth.inherited();
        this.openedLate = birth.openedLate();
        this.wanted = birth.wanted();
        this.mailbox = new Mailbox<>("device " + birth.name(), this::run);
        this.parts = parts.apply(this);
        post(this::open);
    }

    /// What a caller wants done with the device.
    @FunctionalInterface
    interface Command<T> {
        T on(Device device) throws CommandFailed;
    }

    /// Done in its turn. Fails in time whatever the device is stuck in.
    <T> CompletableFuture<T> ask(String what, Command<T> command) {
        var answer = new CompletableFuture<T>();
        if (commands.incrementAndGet() > settings.commands()) {
            commands.decrementAndGet();
            answer.completeExceptionally(new CommandFailed(
                    CommandFailed.Why.BUSY, "more than " + settings.commands() + " commands wait already"));
            return answer;
        }
        var limit = ports.timers()
                .after(
                        settings.stuck(),
                        () -> answer.completeExceptionally(new CommandFailed(
                                CommandFailed.Why.LATE,
                                what + ": not done within " + settings.stuck().toSeconds() + " s")));
        var _ = answer.whenComplete((_, _) -> {
            limit.cancel();
            commands.decrementAndGet();
        });
        if (!mailbox.post(() -> carryOut(what, command, answer))) {
            answer.completeExceptionally(new CommandFailed(CommandFailed.Why.STALLED, "the device is being rebuilt"));
        }
        return answer;
    }

    private <T> void carryOut(String what, Command<T> command, CompletableFuture<T> answer) {
        if (answer.isDone()) {
            return;
        }
        progress.begins(what, settings.stuck());
        try {
            answer.complete(command.on(opened()));
        } catch (CommandFailed failed) {
            answer.completeExceptionally(failed);
        } catch (CommitRefused | StateUnavailable store) {
            answer.completeExceptionally(
                    new CommandFailed(CommandFailed.Why.STORE, String.valueOf(store.getMessage())));
            throw store;
        } catch (RuntimeException | Error fault) {
            answer.completeExceptionally(new CommandFailed(CommandFailed.Why.FAULT, "failed: " + fault));
            throw fault;
        }
    }

    private Device opened() throws CommandFailed {
        if (device.isEmpty()) {
            open();
        }
        return device.orElseThrow(() -> new CommandFailed(CommandFailed.Why.NOT_NOW, "the device can't be opened now"));
    }

    /// Whether the present step takes longer than it may.
    boolean isStuck() {
        return progress.isStuck();
    }

    String stuckIn() {
        return progress.what();
    }

    boolean isWanted() {
        return wanted;
    }

    boolean isOver() {
        return over;
    }

    /// The end of this life, from outside: what is being done is interrupted and counts no more. The connection goes
    /// with it; the state does not, as its thread may still hold it.
    void abandon() {
        over = true;
        mailbox.close();
        device.ifPresent(Device::hangUp);
    }

    /// Opens the store again if a life before this one has had it meanwhile: one that was given up while it was
    /// opening, and came to the end of that.
    void retake() {
        post(() -> {
            if (owned.filter(OwnedState::isOurs).isPresent()) {
                return;
            }
            device.ifPresent(before -> {
                wanted = before.isWanted() || before.status() instanceof DeviceStatus.Disowned;
                before.leave();
            });
            device = Optional.empty();
            wanted |= missed;
            open();
        });
    }

    /// The end of this life from inside, after everything that was asked before; from outside, where that takes too
    /// long. A state that could not be given back is free when its lease ends.
    CompletableFuture<Void> close() {
        var done = new CompletableFuture<Boolean>();
        var limit = ports.timers().after(settings.stuck(), () -> {
            abandon();
            done.complete(false);
        });
        var posted = mailbox.post(() -> {
            retry.cancel();
            try {
                device.ifPresent(Device::leave);
                owned.ifPresent(OwnedState::close);
            } finally {
                over = true;
                mailbox.close();
                done.complete(true);
            }
        });
        if (!posted) {
            done.complete(false);
        }
        return done.thenAccept(_ -> limit.cancel());
    }

    void post(Runnable mail) {
        mailbox.post(mail);
    }

    private void run(Runnable mail) {
        progress.begins("a step", settings.stuck());
        try {
            if (!over) {
                mail.run();
            }
        } catch (CommitRefused refused) {
            refused("the store refused", refused);
        } catch (StateUnavailable unreadable) {
            refused("the store can't be read", unreadable);
        } catch (RuntimeException | Error fault) {
            failed(fault);
        } finally {
            wanted = device.map(Device::isWanted).orElse(wanted);
            if (!over) {
                progress.idle();
            }
        }
    }

    private void refused(String what, RuntimeException why) {
        if (!over) {
            LOG.atWarn()
                    .addKeyValue("device", parts.name())
                    .addKeyValue("why", why.getMessage())
                    .log(what);
            reopen(what);
        }
    }

    private void failed(Throwable fault) {
        if (over) {
            LOG.atInfo().addKeyValue("device", parts.name()).setCause(fault).log("the end of an abandoned step");
            return;
        }
        LOG.atError().addKeyValue("device", parts.name()).setCause(fault).log("a step of the device failed");
        reopen("failed: " + fault.getClass().getSimpleName());
    }

    /// What is in memory may differ from what is stored: the device begins again from there.
    private void reopen(String why) {
        device.ifPresent(before -> {
            wanted = before.isWanted();
            before.leave();
        });
        device = Optional.empty();
        tryAgain(why);
    }

    private void open() {
        retry.cancel();
        progress.begins("opening the store", settings.stuck());
        try {
            var state = ports.store().open(parts.name());
            if (over) {
                state.close();
                return;
            }
            owned = Optional.of(state);
            var memory = DeviceMemory.open(parts, state);
            var opened = new Device(parts, memory, firstStatus(memory));
            device = Optional.of(opened);
            failures = 0;
            missed = false;
            say(opened.status());
            if (wanted) {
                opened.start();
            }
        } catch (DeviceTaken taken) {
            missed |= wanted;
            wanted = false;
            say(new DeviceStatus.Disowned());
        } catch (MalformedRecord damaged) {
            wanted = false;
            say(new DeviceStatus.Damaged("who the device is can't be read: " + damaged.getMessage()));
        } catch (CommandFailed notNow) {
            LOG.atInfo()
                    .addKeyValue("device", parts.name())
                    .addKeyValue("why", notNow.getMessage())
                    .log("the device was not started");
        } catch (RuntimeException unavailable) {
            LOG.atWarn()
                    .addKeyValue("device", parts.name())
                    .setCause(unavailable)
                    .log("the device's store can't be opened");
            tryAgain("the store can't be opened");
        } finally {
            if (over) {
                openedLate.run();
            }
        }
    }

    /// Statuses that the store does not know survive within the process.
    private DeviceStatus firstStatus(DeviceMemory memory) {
        return switch (inherited) {
            case DeviceStatus.LoggedOut _, DeviceStatus.Replaced _, DeviceStatus.Banned _ -> inherited;
            default -> memory.isLinked() ? new DeviceStatus.Stopped() : new DeviceStatus.New();
        };
    }

    private void tryAgain(String why) {
        failures++;
        var wait = settings.reconnect().delay(failures, ports.random());
        say(new DeviceStatus.BackingOff(ports.clock().instant().plus(wait), failures, why));
        retry = ports.timers()
                .after(
                        wait,
                        () -> post(() -> {
                            if (device.isEmpty()) {
                                open();
                            }
                        }));
    }

    private void say(DeviceStatus status) {
        parts.events().accept(new LinkEvent.StatusChanged(status));
    }
}
