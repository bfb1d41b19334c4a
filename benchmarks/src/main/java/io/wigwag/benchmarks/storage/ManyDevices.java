package io.wigwag.benchmarks.storage;

import io.wigwag.benchmarks.SystemSuite.Figure;
import io.wigwag.core.id.DeviceAddress;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.port.StateChange;
import io.wigwag.storage.embedded.EmbeddedAdapter;
import io.wigwag.storage.embedded.EmbeddedSettings;
import io.wigwag.storage.engine.CommitWitness;
import io.wigwag.storage.engine.StoredDeviceState;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Many devices, each with pre-keys and sessions: what they take on disk, and how long a new process needs until it has
/// taken over and loaded all of them.
final class ManyDevices {
    private static final int PRE_KEYS = 100;
    private static final int SESSIONS = 20;
    private static final int AT_ONCE = 64;
    private static final int STEP = 1_000;

    private final Path folder;
    private final int devices;

    ManyDevices(Path folder, int devices) {
        this.folder = folder;
        this.devices = devices;
    }

    List<Figure> measure(PrintWriter progress) throws Exception {
        var masterKey = Place.masterKey();
        var contacts = IntStream.range(0, SESSIONS)
                .mapToObj(i -> new DeviceAddress("49300" + i, 0))
                .toList();
        try (var place = new Place(EmbeddedAdapter.open(folder, EmbeddedSettings.DEFAULT), masterKey)) {
            var session = session(place);
            each("stored", progress, device -> {
                var account = Account.create(new DeviceAddress("49200", 1), open(place, device, 1), PRE_KEYS);
                account.state()
                        .commit(contacts.stream()
                                .<StateChange>map(contact -> new StateChange.PutSession(contact, session))
                                .toList());
            });
        }
        var bytes = bytes();
        var begun = System.nanoTime();
        try (var place = new Place(EmbeddedAdapter.open(folder, EmbeddedSettings.DEFAULT), masterKey)) {
            each("loaded", progress, device -> {
                var state = open(place, device, 2);
                if (state.ownIdentity().isEmpty()
                        || state.signedPreKeys().size() != 1
                        || state.sessions(contacts).size() != SESSIONS) {
                    throw new IllegalStateException(device + " is not as it was stored");
                }
            });
        }
        var seconds = (System.nanoTime() - begun) / 1e9;
        var named = devices + " devices of " + PRE_KEYS + " pre-keys, " + SESSIONS + " sessions";
        return List.of(
                Figure.of(named + ": on disk", bytes / 1048576.0, "MiB"),
                Figure.of("on disk, each", bytes / 1024.0 / devices, "KiB"),
                Figure.of(named + ": loaded in", seconds, "s"));
    }

    private static StoredDeviceState open(Place place, String device, long token) {
        return StoredDeviceState.open(
                place.store(), Place.TENANT, device, token, place.hiding(device), CommitWitness.NONE);
    }

    /// The record of a session that has gone both ways.
    private static Octets session(Place place) throws Exception {
        var one = Account.create(new DeviceAddress("491111", 0), open(place, "dev_one", 1), 1);
        var two = Account.create(new DeviceAddress("492222", 0), open(place, "dev_two", 1), 1);
        var text = Octets.wrap(new byte[160]);
        var first = one.send(List.of(two), text, Map.of(two.address(), two.bundle()));
        two.receive(one.address(), first.values().iterator().next());
        var answer = two.send(List.of(one), text, Map.of());
        one.receive(two.address(), answer.values().iterator().next());
        return one.state().sessions(List.of(two.address())).values().iterator().next();
    }

    private interface Work {
        void on(String device) throws Exception;
    }

    private void each(String what, PrintWriter progress, Work work) throws Exception {
        var gate = new Semaphore(AT_ONCE);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var working = new ArrayList<Future<?>>();
            for (var i = 0; i < devices; i++) {
                var device = "dev_" + i;
                gate.acquire();
                working.add(threads.submit(() -> {
                    try {
                        work.on(device);
                        return device;
                    } finally {
                        gate.release();
                    }
                }));
                if ((i + 1) % STEP == 0) {
                    progress.printf("%d devices %s%n", i + 1, what);
                }
            }
            for (var one : working) {
                one.get();
            }
        }
    }

    private long bytes() throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            var sum = 0L;
            for (var file : files.toList()) {
                sum += Files.size(file);
            }
            return sum;
        }
    }
}
