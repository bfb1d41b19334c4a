package io.wigwag.gateway.device;

import io.wigwag.core.device.DeviceEngine;
import io.wigwag.core.event.DeviceStatus;
import io.wigwag.core.id.DeviceName;
import io.wigwag.core.message.mail.MailKeeper;
import io.wigwag.core.port.Timers;
import io.wigwag.gateway.event.Events;
import io.wigwag.gateway.event.Happening;
import io.wigwag.gateway.http.Problem;
import io.wigwag.gateway.http.ProblemCode;
import io.wigwag.storage.document.StoreException;
import io.wigwag.storage.document.Tenant;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The devices that this process has. A device is opened when somebody needs it and stays until the end; those that
/// should run are brought up, at the engine's pace. Orders to one device are given one after the other.
public final class Fleet implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Fleet.class);
    private static final int STRIPES = 64;
    /// For what other processes have left behind.
    private static final Duration LOOK = Duration.ofSeconds(30);

    /// Whoever deals with the messages of devices.
    public interface Mailing {
        /// Keeps what comes for a device that is about to be opened.
        MailKeeper keeper(Station station);

        /// A device is connected: what waits for it can be sent.
        void online(Station station);

        /// A device has been given back.
        void gone(Station station);

        /// A device was deleted, and its messages with it.
        void forget(Tenant tenant, String device);
    }

    private final DeviceEngine engine;
    private final TenantDevices memories;
    private final DeviceBook book;
    private final Events events;
    private final Station.Desk desk;
    private final Mailing mailing;
    private final Map<String, Station> stations = new ConcurrentHashMap<>();
    private final List<ReentrantLock> turns =
            Stream.generate(ReentrantLock::new).limit(STRIPES).toList();
    private final Rounds rounds;
    private volatile boolean closed;

    /// @param memories the store that the engine was made with
    public Fleet(
            DeviceEngine engine,
            TenantDevices memories,
            DeviceBook book,
            Events events,
            Mailing mailing,
            Timers timers,
            InstantSource clock) {
        this.engine = engine;
        this.memories = memories;
        this.book = book;
        this.events = events;
        this.mailing = mailing;
        this.desk = new Station.Desk(book, mailing::online, timers, clock);
        this.rounds = new Rounds("fleet", LOOK, timers, this::bringUp);
    }

    /// Brings up all that should run and are nowhere, now, and from then on from time to time: another process may
    /// leave, or be gone, and its devices with it.
    public void serve() {
        rounds.begin();
    }

    private void bringUp() {
        for (var found : book.everywhere(DeviceRecord.BY_WANTED)) {
            if (closed) {
                return;
            }
            bringUp(found.tenant(), found.record().id());
        }
    }

    private void bringUp(Tenant tenant, String id) {
        try {
            inTurn(id, () -> {
                var known = stations.get(id);
                if (known != null) {
                    beginAgain(known);
                    return Optional.of(known);
                }
                // Its owner may have stopped it since it was found.
                var wanted = book.find(tenant, id).filter(DeviceRecord::wanted);
                return wanted.isPresent() ? Optional.of(open(tenant, wanted.get())) : Optional.empty();
            });
        } catch (Problem elsewhere) {
            LOG.atDebug()
                    .addKeyValue("device", id)
                    .addKeyValue("why", elsewhere.detail())
                    .log("not brought up");
        } catch (StoreException failed) {
            LOG.atError().addKeyValue("device", id).setCause(failed).log("could not be brought up");
        }
    }

    /// Only what never got on its way, or was another's. Whatever else made a device stop is for its owner to mend.
    private void beginAgain(Station station) {
        var status = station.shown().status();
        var isWaiting = status instanceof DeviceStatus.New
                || status instanceof DeviceStatus.Stopped
                || status instanceof DeviceStatus.Disowned;
        if (isWaiting
                && book.find(station.tenant(), station.id())
                        .filter(DeviceRecord::wanted)
                        .isPresent()) {
            station.begin();
        }
    }

    /// A device as it is just now, if it is here.
    public Optional<Station> find(Tenant tenant, String id) {
        return Optional.ofNullable(stations.get(id))
                .filter(station -> station.tenant().equals(tenant));
    }

    /// A device of a tenant, opened if need be.
    public Station station(Tenant tenant, String id) throws Problem {
        var known = find(tenant, id);
        if (known.isPresent()) {
            return known.get();
        }
        return inTurn(id, () -> open(tenant, book.require(tenant, id)));
    }

    /// Whether a phone has linked a device, as far as is noted.
    public boolean isLinked(Tenant tenant, String id) {
        return book.find(tenant, id).flatMap(DeviceRecord::account).isPresent();
    }

    /// How a device is.
    Standing standing(Tenant tenant, DeviceRecord record) {
        return find(tenant, record.id())
                .map(station -> station.shown().standing())
                .orElseGet(() -> record.last().atRest());
    }

    /// What is done with one device in its turn.
    interface Work<T> {
        T run() throws Problem;
    }

    <T> T inTurn(String id, Work<T> work) throws Problem {
        var turn = turns.get(Math.floorMod(id.hashCode(), STRIPES));
        turn.lock();
        try {
            return work.run();
        } finally {
            turn.unlock();
        }
    }

    /// In the device's turn.
    private Station open(Tenant tenant, DeviceRecord record) throws Problem {
        var known = stations.get(record.id());
        if (known != null) {
            return known;
        }
        if (closed) {
            throw Problem.of(ProblemCode.STOPPING, "The gateway gives its devices back.");
        }
        var journal = events.journal(tenant, record.id())
                .orElseThrow(() -> Problem.of(ProblemCode.DEVICE_ELSEWHERE, "Another process runs the device."));
        try {
            var name = new DeviceName(record.id());
            var station = new Station(tenant, record, desk, journal);
            memories.belongs(name, tenant);
            station.attach(engine.device(name, station::happened, mailing.keeper(station)));
            stations.put(record.id(), station);
            if (record.wanted()) {
                station.begin();
            }
            return station;
        } catch (IllegalStateException closing) {
            journal.close();
            throw Problem.of(ProblemCode.STOPPING, "The gateway gives its devices back.");
        } catch (StoreException failed) {
            // Whoever tries again finds its lease free.
            journal.close();
            throw failed;
        }
    }

    /// Gives a device back for good. Returns when nothing of it runs any more.
    private void release(String id) {
        var station = stations.remove(id);
        if (station != null) {
            var name = new DeviceName(id);
            engine.release(name).join();
            // On this thread: the device's own was interrupted with its end.
            mailing.gone(station);
            station.journal().close();
            memories.forget(name);
        }
    }

    /// Tells a tenant something about a device.
    public void tell(Tenant tenant, String id, Happening happening) {
        try {
            station(tenant, id).write(happening);
        } catch (Problem notHere) {
            LOG.atInfo()
                    .addKeyValue("device", id)
                    .addKeyValue("why", notHere.detail())
                    .log("an event could not be told");
        }
    }

    /// Has a device forget everything, and gives it back. Where its keys are gone already there is nothing to forget.
    void wipe(Tenant tenant, String id) throws Problem, InterruptedException {
        var record = book.find(tenant, id);
        if (record.isEmpty()) {
            return;
        }
        var station = inTurn(id, () -> open(tenant, record.get()));
        try {
            station.handle().wipe().get();
        } catch (ExecutionException unreadable) {
            LOG.atInfo()
                    .addKeyValue("device", id)
                    .addKeyValue("why", unreadable.getMessage())
                    .log("not wiped; without its keys nothing of it can be read");
        }
        release(id);
        mailing.forget(tenant, id);
    }

    /// How many devices are here in which state.
    public long count(String state) {
        return stations.values().stream()
                .filter(station -> station.shown().standing().state().equals(state))
                .count();
    }

    /// Ends all connections, gives every device back, and lets what is being written be written.
    @Override
    public void close() {
        closed = true;
        rounds.end();
        engine.close();
        stations.values().forEach(Fleet::giveBack);
        stations.clear();
    }

    /// A store that does not answer keeps one lease, and no other device from being given back.
    private static void giveBack(Station station) {
        try {
            station.journal().close();
        } catch (StoreException failed) {
            LOG.atWarn()
                    .addKeyValue("device", station.id())
                    .setCause(failed)
                    .log("not given back; its lease ends with this process");
        }
    }
}
