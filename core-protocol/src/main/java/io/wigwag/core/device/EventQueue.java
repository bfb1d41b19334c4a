package io.wigwag.core.device;

import io.wigwag.core.event.DeviceEvent;
import java.util.ArrayDeque;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings a device's events to its listener, in order, on a virtual thread of their own. A listener that is too slow
/// loses the oldest ones and is told how many; it never keeps the device waiting.
final class EventQueue {
    private static final Logger LOG = LoggerFactory.getLogger(EventQueue.class);

    private final String name;
    private final DeviceListener listener;
    private final int capacity;
    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<DeviceEvent> waiting = new ArrayDeque<>(2);
    private long missed;
    private boolean delivering;

    EventQueue(String name, DeviceListener listener, int capacity) {
        this.name = name;
        this.listener = listener;
        this.capacity = capacity;
    }

    void publish(DeviceEvent event) {
        lock.lock();
        try {
            if (waiting.size() >= capacity) {
                waiting.poll();
                missed++;
            }
            waiting.add(event);
            if (!delivering) {
                delivering = true;
                Thread.ofVirtual().name(name + " events").start(this::deliver);
            }
        } finally {
            lock.unlock();
        }
    }

    private void deliver() {
        while (true) {
            DeviceEvent next;
            lock.lock();
            try {
                var found = waiting.poll();
                if (found == null) {
                    delivering = false;
                    return;
                }
                if (missed > 0) {
                    waiting.addFirst(found);
                    next = new DeviceEvent.EventsMissed(missed);
                    missed = 0;
                } else {
                    next = found;
                }
            } finally {
                lock.unlock();
            }
            tell(next);
        }
    }

    /// A listener that throws has missed one event, no more.
    private void tell(DeviceEvent event) {
        try {
            listener.happened(event);
        } catch (RuntimeException | Error fault) {
            LOG.atError()
                    .addKeyValue("device", name)
                    .addKeyValue("event", event.getClass().getSimpleName())
                    .setCause(fault)
                    .log("a listener failed");
        }
    }
}
