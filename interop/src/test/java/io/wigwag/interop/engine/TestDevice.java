package io.wigwag.interop.engine;

import io.wigwag.core.device.DeviceEngine;
import io.wigwag.core.device.DeviceHandle;
import io.wigwag.core.event.DeviceEvent;
import io.wigwag.core.event.DeviceStatus;
import io.wigwag.core.event.LinkEvent;
import io.wigwag.core.id.DeviceName;
import io.wigwag.core.message.mail.MailKeeper;
import io.wigwag.sandbox.phone.VirtualPhone;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/// A device of the engine with an ear for its events.
final class TestDevice {
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<DeviceEvent> heard = new ArrayList<>();
    private final DeviceHandle handle;
    private int read;

    TestDevice(DeviceEngine engine, DeviceName name) {
        this(engine, name, MailKeeper.NONE);
    }

    TestDevice(DeviceEngine engine, DeviceName name, MailKeeper keeper) {
        handle = engine.device(name, this::hear, keeper);
    }

    DeviceHandle handle() {
        return handle;
    }

    private void hear(DeviceEvent event) {
        lock.lock();
        try {
            heard.add(event);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    List<DeviceEvent> heard() {
        lock.lock();
        try {
            return List.copyOf(heard);
        } finally {
            lock.unlock();
        }
    }

    /// All statuses so far, in their words.
    List<String> path() {
        return heard().stream()
                .filter(LinkEvent.StatusChanged.class::isInstance)
                .map(event -> ((LinkEvent.StatusChanged) event).status().word())
                .toList();
    }

    /// The next event of a kind, behind the one that was awaited last.
    <E extends DeviceEvent> E await(Class<E> kind, Predicate<E> wanted) throws InterruptedException {
        lock.lock();
        try {
            var left = PATIENCE.toNanos();
            while (true) {
                while (read < heard.size()) {
                    var event = heard.get(read++);
                    if (kind.isInstance(event) && wanted.test(kind.cast(event))) {
                        return kind.cast(event);
                    }
                }
                if (left <= 0) {
                    throw new AssertionError("no such " + kind.getSimpleName() + "; heard: " + heard);
                }
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    <E extends DeviceEvent> E await(Class<E> kind) throws InterruptedException {
        return await(kind, _ -> true);
    }

    <S extends DeviceStatus> S awaitStatus(Class<S> kind) throws InterruptedException {
        var found = await(LinkEvent.StatusChanged.class, event -> kind.isInstance(event.status()));
        return kind.cast(found.status());
    }

    void start() throws Exception {
        handle.start().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    /// Has a phone scan the first code, and waits until the device is online.
    void link(VirtualPhone phone) throws Exception {
        start();
        var qr = await(LinkEvent.QrShown.class);
        var _ = phone.scan(qr.text());
        await(LinkEvent.Paired.class);
        awaitStatus(DeviceStatus.Online.class);
    }
}
