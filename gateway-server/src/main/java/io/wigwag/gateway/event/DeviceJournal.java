package io.wigwag.gateway.event;

import io.wigwag.storage.document.Batch;
import io.wigwag.storage.document.Fence;
import io.wigwag.storage.document.Tenant;
import io.wigwag.storage.eventlog.DeviceLog;
import io.wigwag.storage.eventlog.NewEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/// Where all that happens to a device is written, in one order. Any thread may write; they take turns, because the
/// order of events is the order in which they are stored.
public final class DeviceJournal implements AutoCloseable {
    private final Desk desk;
    private final DeviceLog log;
    private final Fence fence;
    private final Runnable release;
    private final ReentrantLock turn = new ReentrantLock();
    /// From this place on every write of ours has succeeded.
    private long soundFrom = Long.MAX_VALUE;

    private boolean closed;

    /// Whose journal it is, and where ids, places and listeners are.
    record Desk(Events events, Tenant tenant, String device) {}

    /// What is stored together with the events that tell of it. After a crash facts may be there without their events,
    /// never the other way round.
    @FunctionalInterface
    public interface Facts {
        /// What stands before the events.
        ///
        /// @param place of the last of them, by which [#hasTold] knows later whether they were stored
        Batch toldAt(long place);

        /// Adds what may only be so once the events are stored.
        default void behind(Batch batch) {}
    }

    DeviceJournal(Desk desk, DeviceLog log, Fence fence, Runnable release) {
        this.desk = desk;
        this.log = log;
        this.fence = fence;
        this.release = release;
    }

    /// Stores the batch, the facts, and after them the events that tell of them. When it returns both are stored, and
    /// what caused them may be acknowledged. When it fails, facts may be stored without their events, or all of it
    /// without our knowing: write the same facts again.
    ///
    /// @throws JournalClosed when the device has been given back: nothing was written
    public List<Event> write(Batch facts, List<Happening> told) {
        return write(_ -> facts, told);
    }

    public List<Event> write(Facts facts, List<Happening> told) {
        turn.lock();
        try {
            if (closed) {
                throw new JournalClosed(desk.device());
            }
            var feed = desk.events().feed(desk.tenant());
            var now = desk.events().clock().instant();
            var place = feed.begin(Math.max(1, told.size()), now);
            var soundBefore = soundFrom;
            // Until it is known that this one succeeds, too.
            soundFrom = Long.MAX_VALUE;
            try {
                var events = new ArrayList<Event>(told.size());
                var logged = new ArrayList<NewEvent>(told.size());
                for (var happening : told) {
                    var id = desk.events().id(place + events.size());
                    var event = new Event(id.text(), happening.type(), desk.device(), now, happening.data());
                    var body = desk.events().bytes(event);
                    logged.add(new NewEvent(happening.type(), happening.chat(), now, body).at(id.place()));
                    events.add(event);
                }
                log.commit(facts.toldAt(place + events.size() - 1), fence, logged, facts::behind);
                soundFrom = Math.min(soundBefore, place);
                return List.copyOf(events);
            } finally {
                feed.written(place);
                desk.events().tell(desk.tenant(), desk.device());
            }
        } finally {
            turn.unlock();
        }
    }

    /// Whether the event that was to have a place is stored. After its time nobody asks, and the answer is yes.
    public boolean hasTold(long place) {
        return isSound(place) || desk.events().has(desk.tenant(), desk.device(), place);
    }

    private boolean isSound(long place) {
        turn.lock();
        try {
            return place >= soundFrom;
        } finally {
            turn.unlock();
        }
    }

    /// Waits for who is writing; nothing is written any more afterwards, and another process may write.
    @Override
    public void close() {
        turn.lock();
        try {
            if (!closed) {
                closed = true;
                release.run();
            }
        } finally {
            turn.unlock();
        }
    }
}
