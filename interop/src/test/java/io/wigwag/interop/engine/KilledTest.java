package io.wigwag.interop.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.interop.drive.Driver;
import io.wigwag.interop.drive.DriverEvent;
import io.wigwag.interop.drive.DriverOptions;
import io.wigwag.interop.drive.OwnDriver;
import io.wigwag.sandbox.Sandbox;
import io.wigwag.sandbox.SandboxSettings;
import io.wigwag.sandbox.phone.VirtualPhone;
import io.wigwag.sandbox.server.LinkRefused;
import java.net.URI;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `kill -9` at any moment of linking, login and the upload of keys: afterwards the device logs in, or nobody has
/// linked
/// it and a phone can. 200 rounds by hand: `-Dwigwag.kills=200 -Dwigwag.kills.seed=N`.
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class KilledTest {
    private static final int ROUNDS = Integer.getInteger("wigwag.kills", 10);
    private static final long SEED = Long.getLong("wigwag.kills.seed", 11);
    /// From the first code to a device that has been online for a while, on a slow machine.
    private static final int SPAN_MILLIS = 2_500;

    @TempDir
    private Path folder = Path.of("");

    /// How a device was found after it had been killed.
    private enum Found {
        LOGGED_IN,
        UNLINKED
    }

    @Test
    void aKilledDeviceLogsInOrCanBeLinked() throws Exception {
        var random = new SplittableRandom(SEED);
        try (var sandbox = Sandbox.start(SandboxSettings.builder().plainPort(0).build())) {
            for (var round = 0; round < ROUNDS; round++) {
                var store = folder.resolve("round-" + round);
                var phone = sandbox.phones().create("phone " + round);
                var span = random.nextInt(SPAN_MILLIS);
                killedWhileLinking(sandbox, store, phone, span);
                var found = startedAgain(sandbox, store, phone);
                assertThat(found)
                        .as("seed %d, round %d, killed after %d ms", SEED, round, span)
                        .isNotNull();
            }
            assertThat(sandbox.exchange().loop().failures()).isZero();
        }
    }

    private static Driver start(Sandbox sandbox, Path store) throws Exception {
        var url = URI.create(sandbox.plainChatUrl().orElseThrow());
        return OwnDriver.start(
                DriverOptions.to(url, sandbox.noiseRoot().octets()).store(store));
    }

    private static void killedWhileLinking(Sandbox sandbox, Path store, VirtualPhone phone, int afterMillis)
            throws Exception {
        try (var driver = start(sandbox, store)) {
            var process = ProcessHandle.of(driver.pid()).orElseThrow();
            var qr = driver.take("qr");
            var scanned = CompletableFuture.runAsync(() -> scan(phone, qr));
            try {
                process.onExit().get(afterMillis, TimeUnit.MILLISECONDS);
            } catch (TimeoutException itIsTime) {
                assertThat(process.destroyForcibly()).isTrue();
            }
            process.onExit().get(1, TimeUnit.MINUTES);
            scanned.join();
        }
    }

    private static void scan(VirtualPhone phone, DriverEvent qr) {
        try {
            var _ = phone.scan(qr.text("qr"));
        } catch (LinkRefused goneMeanwhile) {
            assertThat(goneMeanwhile).hasMessageNotContaining("secret");
        }
    }

    private static Found startedAgain(Sandbox sandbox, Path store, VirtualPhone phone) throws Exception {
        try (var driver = start(sandbox, store)) {
            var first = driver.event(KilledTest::tells).get(1, TimeUnit.MINUTES);
            if (first.name().equals("qr")) {
                var _ = phone.scan(first.text("qr"));
                driver.take("paired");
                driver.take("connection", event -> event.text("status").equals("open"));
                return Found.UNLINKED;
            }
            return first.text("status").equals("open") ? Found.LOGGED_IN : Found.UNLINKED;
        }
    }

    /// What says how the device is: a code, a login, or that it was logged out because its link was never finished.
    private static boolean tells(DriverEvent event) {
        return event.name().equals("qr")
                || (event.name().equals("connection")
                        && (event.text("status").equals("open") || event.flag("loggedOut")));
    }
}
