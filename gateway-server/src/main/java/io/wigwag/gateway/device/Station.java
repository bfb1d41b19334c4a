package io.wigwag.gateway.device;

import io.wigwag.core.device.DeviceHandle;
import io.wigwag.core.event.DeviceEvent;
import io.wigwag.core.event.DeviceStatus;
import io.wigwag.core.event.LinkEvent;
import io.wigwag.core.login.LinkedAccount;
import io.wigwag.core.port.Timers;
import io.wigwag.gateway.event.DeviceJournal;
import io.wigwag.gateway.event.Happening;
import io.wigwag.gateway.event.JournalClosed;
import io.wigwag.gateway.http.Departure;
import io.wigwag.storage.document.StaleOwner;
import io.wigwag.storage.document.StoreUnavailable;
import io.wigwag.storage.document.Tenant;
import io.wigwag.storage.document.WriteConflict;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A device that this process has: the way to it, its journal, and how it is just now. A
/// store that does not answer is asked again later, and holds the device up in nothing.
public final class Station {
    private static final Logger LOG = LoggerFactory.getLogger(Station.class);
    private static final Duration STORE_PAUSE = Duration.ofSeconds(2);
    private static final Duration SETTLED = Duration.ofSeconds(5);

    private final Tenant tenant;
    private final String id;
    private final Desk desk;
    private final DeviceJournal journal;
    private final ReentrantLock writing = new ReentrantLock();
    private final List<Happening> unwritten = new ArrayList<>();
    private final CompletableFuture<DeviceHandle> handle = new CompletableFuture<>();
    private boolean hasSpoken;
    private volatile Shown shown;

    /// What all stations share.
    record Desk(DeviceBook book, Consumer<Station> online, Timers timers, InstantSource clock) {}

    Station(Tenant tenant, DeviceRecord record, Desk desk, DeviceJournal journal) {
        this.tenant = tenant;
        this.id = record.id();
        this.desk = desk;
        this.journal = journal;
        this.shown = new Shown(
                new DeviceStatus.Stopped(),
                record.last().atRest(),
                Optional.empty(),
                Optional.empty(),
                new CompletableFuture<>());
    }

    /// Said once, by who made both.
    void attach(DeviceHandle made) {
        handle.complete(made);
    }

    public DeviceHandle handle() {
        return handle.join();
    }

    /// Where others write what happens to the device, together with their facts.
    public DeviceJournal journal() {
        return journal;
    }

    public Tenant tenant() {
        return tenant;
    }

    public String id() {
        return id;
    }

    /// Has the device connect, and does not wait for it.
    void begin() {
        var _ = handle().start().exceptionally(failed -> {
            LOG.atWarn()
                    .addKeyValue("device", id)
                    .addKeyValue("why", failed.getMessage())
                    .log("did not start");
            return null;
        });
    }

    Shown shown() {
        return shown;
    }

    /// Waits until the device is so, or until the time is up or nobody waits any more; how it is then.
    Shown await(Predicate<Shown> so, Duration atMost, Departure departure) throws InterruptedException {
        var began = System.nanoTime();
        var now = shown;
        while (!so.test(now) && !departure.isOver()) {
            var left = atMost.minusNanos(System.nanoTime() - began);
            if (!left.isPositive()) {
                break;
            }
            now = departure.await(now.next(), left).orElseGet(() -> shown);
        }
        return now;
    }

    /// The same for what follows an order by itself, in a moment: events are told after the order is done.
    void settle(Predicate<Shown> so) throws InterruptedException {
        var _ = await(so, SETTLED, new Departure());
    }

    /// Hears the device's events, one at a time.
    void happened(DeviceEvent event) {
        switch (event) {
            case LinkEvent.QrShown qr -> show(shown.with(qr));
            case LinkEvent.CodeShown code -> show(shown.with(code));
            case LinkEvent.StatusChanged(var status) -> changed(status);
            default -> Tidings.of(event).ifPresent(this::write);
        }
        learnAccount(event);
    }

    private void changed(DeviceStatus status) {
        var opened = !hasSpoken;
        hasSpoken = true;
        if (opened && (status instanceof DeviceStatus.Stopped || status instanceof DeviceStatus.New)) {
            // That it was opened is no news.
            show(new Shown(status, shown.standing(), shown.qr(), shown.code(), new CompletableFuture<>()));
            return;
        }
        var standing = Standing.of(status, desk.clock().instant());
        // Shown first: who listens to events and then asks how the device is misses nothing in between.
        show(shown.with(status, standing));
        write(Tidings.status(standing), standing);
        if (status instanceof DeviceStatus.Online) {
            desk.online().accept(this);
        }
    }

    private void show(Shown next) {
        var before = shown;
        shown = next;
        before.next().complete(next);
    }

    // --- What is kept

    void write(Happening happening) {
        write(happening, shown.standing());
    }

    private void write(Happening happening, Standing standing) {
        writing.lock();
        try {
            unwritten.add(happening);
            flush(standing);
        } finally {
            writing.unlock();
        }
    }

    private void flush(Standing standing) {
        writing.lock();
        try {
            if (!unwritten.isEmpty()) {
                journal.write(desk.book().noting(tenant, id, standing), List.copyOf(unwritten));
                unwritten.clear();
            }
        } catch (StoreUnavailable later) {
            LOG.atWarn().addKeyValue("device", id).setCause(later).log("an event is written later");
            desk.timers().after(STORE_PAUSE, () -> Thread.ofVirtual().start(() -> flush(shown.standing())));
        } catch (WriteConflict | StaleOwner | JournalClosed over) {
            // It was deleted, or is another process's: there is nobody to tell any more.
            unwritten.clear();
            LOG.atInfo()
                    .addKeyValue("device", id)
                    .addKeyValue("why", over.getMessage())
                    .log("no more is written");
        } finally {
            writing.unlock();
        }
    }

    /// Whom the device belongs to is asked when it may have changed.
    private void learnAccount(DeviceEvent event) {
        try {
            switch (event) {
                case LinkEvent.Paired paired -> desk.book().belongs(tenant, id, Optional.of(account(paired)));
                case LinkEvent.StatusChanged(DeviceStatus.Online _) ->
                    desk.book().belongs(tenant, id, handle().account().get().map(Station::account));
                case LinkEvent.StatusChanged(DeviceStatus.New _) -> desk.book().belongs(tenant, id, Optional.empty());
                default -> {
                    // As before.
                }
            }
        } catch (ExecutionException | StoreUnavailable later) {
            LOG.atWarn().addKeyValue("device", id).setCause(later).log("whose device it is will be noted later");
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    private static DeviceRecord.Account account(LinkEvent.Paired paired) {
        return new DeviceRecord.Account(
                Numbers.phone(paired.jid()), paired.lid().map(Numbers::lid), Optional.empty());
    }

    private static DeviceRecord.Account account(LinkedAccount account) {
        return new DeviceRecord.Account(
                Numbers.phone(account.jid()), account.lid().map(Numbers::lid), account.displayName());
    }
}
