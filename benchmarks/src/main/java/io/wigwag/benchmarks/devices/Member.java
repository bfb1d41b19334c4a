package io.wigwag.benchmarks.devices;

import io.wigwag.core.device.DeviceEngine;
import io.wigwag.core.event.DeviceEvent;
import io.wigwag.core.event.DeviceStatus;
import io.wigwag.core.event.LinkEvent;
import io.wigwag.core.id.DeviceName;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// One device of the fleet: links itself with the first code that it hears of.
final class Member {
    private final CompletableFuture<Boolean> online = new CompletableFuture<>();
    private final DeviceName name;
    private final Scanner scanner;
    private boolean scanned;
    private volatile CountDownLatch away = new CountDownLatch(0);
    private volatile CountDownLatch back = new CountDownLatch(0);
    private volatile boolean left;

    /// Shows a code to some phone.
    interface Scanner {
        void scan(String code) throws IOException, InterruptedException;
    }

    private Member(DeviceName name, Scanner scanner) {
        this.name = name;
        this.scanner = scanner;
    }

    static Member start(DeviceEngine engine, DeviceName name, Scanner scanner) {
        var member = new Member(name, scanner);
        var _ = engine.device(name, member::happened).start();
        return member;
    }

    DeviceName name() {
        return name;
    }

    void awaitOnline() throws InterruptedException, ExecutionException, TimeoutException {
        online.get(10, TimeUnit.MINUTES);
    }

    /// Counts down once the connection is lost, and again when the device is online anew.
    void watch(CountDownLatch whenAway, CountDownLatch whenBack) {
        left = false;
        away = whenAway;
        back = whenBack;
    }

    private void happened(DeviceEvent event) {
        switch (event) {
            case LinkEvent.QrShown qr when !scanned -> scan(qr.text());
            case LinkEvent.StatusChanged(DeviceStatus.Online _) -> {
                online.complete(true);
                if (left) {
                    back.countDown();
                }
            }
            case LinkEvent.StatusChanged(DeviceStatus.BackingOff _) -> {
                if (!left) {
                    left = true;
                    away.countDown();
                }
            }
            default -> {
                // Nothing that this measures.
            }
        }
    }

    private void scan(String code) {
        scanned = true;
        try {
            scanner.scan(code);
        } catch (IOException failed) {
            online.completeExceptionally(failed);
        } catch (InterruptedException told) {
            Thread.currentThread().interrupt();
            online.completeExceptionally(told);
        }
    }
}
