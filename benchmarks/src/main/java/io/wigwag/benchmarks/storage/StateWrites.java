package io.wigwag.benchmarks.storage;

import io.wigwag.benchmarks.SystemSuite.Figure;
import io.wigwag.core.id.DeviceAddress;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.port.DeviceState;
import io.wigwag.core.signal.PreKeyBundle;
import io.wigwag.storage.engine.CommitWitness;
import io.wigwag.storage.engine.StoredDeviceState;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// How often the database is asked to write and to read for a message sent and for one received. The sender writes to
/// several devices at once, as everybody does who has a phone and a companion.
final class StateWrites {
    private static final int DEVICES = 3;
    private static final int PRE_KEYS = 5;
    private static final Octets TEXT = Octets.wrap(new byte[160]);

    private final Place place;
    private final CountingAdapter counting;
    private final int turns;

    StateWrites(Place place, CountingAdapter counting, int turns) {
        this.place = place;
        this.counting = counting;
        this.turns = turns;
    }

    List<Figure> measure(PrintWriter progress) throws Exception {
        var sender = account("dev_sender", new DeviceAddress("491111", 3));
        var receivers = new ArrayList<Account>();
        var bundles = new HashMap<DeviceAddress, PreKeyBundle>();
        for (var i = 0; i < DEVICES; i++) {
            var receiver = account("dev_receiver_" + i, new DeviceAddress("492222", i));
            receivers.add(receiver);
            bundles.put(receiver.address(), receiver.bundle());
        }
        turn(sender, receivers, bundles);
        for (var receiver : receivers) {
            var answer = receiver.send(List.of(sender), TEXT, Map.of());
            sender.receive(receiver.address(), Objects.requireNonNull(answer.get(sender.address())));
        }
        var sending = new Count();
        var receiving = new Count();
        for (var i = 0; i < turns; i++) {
            sending.begin();
            var sent = sender.send(receivers, TEXT, Map.of());
            sending.end();
            receiving.begin();
            for (var receiver : receivers) {
                receiver.receive(sender.address(), Objects.requireNonNull(sent.get(receiver.address())));
            }
            receiving.end();
        }
        progress.printf("%d messages to %d devices%n", turns, DEVICES);
        var received = (double) turns * DEVICES;
        return List.of(
                Figure.of(
                                "state batches a message sent to " + DEVICES + " devices",
                                sending.writes / (double) turns,
                                "")
                        .wanted("1"),
                Figure.of("state reads a message sent", sending.reads / (double) turns, ""),
                Figure.of("state batches a message received", receiving.writes / received, "")
                        .wanted("1"),
                Figure.of("state reads a message received", receiving.reads / received, ""));
    }

    private static void turn(Account sender, List<Account> receivers, Map<DeviceAddress, PreKeyBundle> bundles)
            throws Exception {
        var sent = sender.send(receivers, TEXT, bundles);
        for (var receiver : receivers) {
            receiver.receive(sender.address(), Objects.requireNonNull(sent.get(receiver.address())));
        }
    }

    private Account account(String device, DeviceAddress address) throws Exception {
        DeviceState state = StoredDeviceState.open(
                place.store(), Place.TENANT, device, 1, place.hiding(device), CommitWitness.NONE);
        return Account.create(address, state, PRE_KEYS);
    }

    private final class Count {
        private long writes;
        private long reads;

        private void begin() {
            writes -= counting.writes();
            reads -= counting.reads();
        }

        private void end() {
            writes += counting.writes();
            reads += counting.reads();
        }
    }
}
