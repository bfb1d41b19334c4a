package io.wigwag.interop.engine;

import io.wigwag.core.id.DeviceName;
import io.wigwag.core.port.CommitRefused;
import io.wigwag.core.port.DeviceState;
import io.wigwag.core.port.DeviceStore;
import io.wigwag.core.port.DeviceTaken;
import io.wigwag.core.port.OwnedState;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/// A store that, when told so, does not come back from an operation until it is released, also when interrupted.
final class StallingStore implements DeviceStore {
    private final DeviceStore real;
    private final Set<String> refusing = ConcurrentHashMap.newKeySet();
    private final Set<String> keeping = ConcurrentHashMap.newKeySet();
    private final Set<String> taking = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean one = new AtomicBoolean();
    private volatile Hold hold = new Hold("", Operation.COMMIT, "", false, new CountDownLatch(0));

    enum Operation {
        OPEN,
        COMMIT,
        READ,
        WIPE
    }

    /// @param method of the device's state that is held; empty for each of its operation
    private record Hold(String device, Operation operation, String method, boolean single, CountDownLatch released) {
        boolean meets(DeviceName other, Operation itsOperation, String itsMethod) {
            return device.equals(other.value())
                    && operation == itsOperation
                    && (method.isEmpty() || method.equals(itsMethod));
        }
    }

    StallingStore(DeviceStore real) {
        this.real = real;
    }

    void hold(String device, Operation operation) {
        hold = new Hold(device, operation, "", false, new CountDownLatch(1));
    }

    /// Holds one method of the device's state only.
    void hold(String device, String method) {
        hold = new Hold(
                device,
                method.equals("commit") ? Operation.COMMIT : Operation.READ,
                method,
                false,
                new CountDownLatch(1));
    }

    /// The same for one operation; those that come later pass it by.
    void holdOne(String device, Operation operation) {
        one.set(true);
        hold = new Hold(device, operation, "", true, new CountDownLatch(1));
    }

    /// As long as that one is held the device counts as taken, as if its lease had been written and no more.
    void holdOneThatTakes(String device) {
        holdOne(device, Operation.OPEN);
        taking.add(device);
    }

    /// The device can't be given back: its store is gone.
    void refuseToTakeBack(String device) {
        keeping.add(device);
    }

    void release() {
        hold.released().countDown();
    }

    /// The device's next commit is refused, so that it opens its store anew.
    void refuseOnce(String device) {
        refusing.add(device);
    }

    private void pass(DeviceName device, Operation operation, String method) {
        var now = hold;
        if (!now.meets(device, operation, method) || (now.single() && !one.compareAndSet(true, false))) {
            return;
        }
        var interrupted = false;
        while (true) {
            try {
                now.released().await();
                break;
            } catch (InterruptedException ignoredUntilReleased) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public OwnedState open(DeviceName device) throws DeviceTaken {
        var first = one.get();
        if (!first && taking.contains(device.value())) {
            throw new DeviceTaken(device);
        }
        pass(device, Operation.OPEN, "open");
        taking.remove(device.value());
        var owned = real.open(device);
        var state = watched(device, owned.state());
        return (OwnedState) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {OwnedState.class},
                (_, method, arguments) -> switch (method.getName()) {
                    case "state" -> state;
                    case "wipe" -> {
                        pass(device, Operation.WIPE, "wipe");
                        yield call(() -> method.invoke(owned, arguments));
                    }
                    case "close" -> {
                        if (keeping.contains(device.value())) {
                            throw new IllegalStateException("as the test has ordered");
                        }
                        yield call(() -> method.invoke(owned, arguments));
                    }
                    default -> call(() -> method.invoke(owned, arguments));
                });
    }

    private DeviceState watched(DeviceName device, DeviceState state) {
        return (DeviceState) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DeviceState.class}, (_, method, arguments) -> {
                    var commit = method.getName().equals("commit");
                    if (commit && refusing.remove(device.value())) {
                        throw new CommitRefused("once, as the test has ordered");
                    }
                    pass(device, commit ? Operation.COMMIT : Operation.READ, method.getName());
                    return call(() -> method.invoke(state, arguments));
                });
    }

    private interface Call {
        Object run() throws ReflectiveOperationException;
    }

    private static Object call(Call call) throws Throwable {
        try {
            return call.run();
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }
}
