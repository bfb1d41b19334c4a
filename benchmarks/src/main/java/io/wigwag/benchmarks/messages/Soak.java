package io.wigwag.benchmarks.messages;

import io.wigwag.benchmarks.SystemSuite;
import io.wigwag.benchmarks.sandbox.RemoteSandbox;
import io.wigwag.core.message.send.SendOutcome;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// A day's traffic in minutes: devices that write to each other in pairs, with their memory on disk. The heap that is
/// left after a full collection is looked at after every tenth of the messages; it has to stay where it is.
public final class Soak implements SystemSuite {
    private static final int MESSAGES = Integer.getInteger("wigwag.bench.soak", 1_000_000);
    private static final int DEVICES = Integer.getInteger("wigwag.bench.soak.devices", 100);
    private static final int TENTHS = 10;
    private static final int UNDERWAY = 50;
    private static final List<String> SANDBOX = List.of("-Xmx4g", "-XX:+UseSerialGC");

    @Override
    public String name() {
        return "soak";
    }

    /// Two who write to each other.
    private record Pair(Talker one, People.Person owner, Talker other, People.Person friend) {
        CompletableFuture<SendOutcome> send(boolean forth) {
            return forth ? one.send(friend.jid()) : other.send(owner.jid());
        }
    }

    @Override
    public List<Figure> measure(PrintWriter progress) throws Exception {
        try (var sandbox = RemoteSandbox.start(SANDBOX);
                var people = new People(sandbox);
                var disk = new Disk();
                var engine = new OwnEngine(sandbox, disk.devices())) {
            var pairs = pairs(engine, people);
            progress.printf("%d devices online%n", DEVICES);
            var figures = new ArrayList<Figure>();
            var begun = System.nanoTime();
            for (var tenth = 1; tenth <= TENTHS; tenth++) {
                exchange(pairs, MESSAGES / TENTHS);
                var heap = heap() / 1024.0 / 1024.0;
                var sent = MESSAGES / TENTHS * tenth;
                figures.add(Figure.of("heap after " + sent + " messages sent and read", heap, "MiB"));
                progress.printf("%d messages, heap %.1f MiB%n", sent, heap);
            }
            var seconds = (System.nanoTime() - begun) / 1e9;
            figures.add(Figure.of("sent and read", MESSAGES / seconds, "per second"));
            return figures;
        }
    }

    private static List<Pair> pairs(OwnEngine engine, People people) throws Exception {
        var pairs = new ArrayList<Pair>();
        for (var i = 0; i < DEVICES / 2; i++) {
            var owner = people.create("one " + i);
            var friend = people.create("other " + i);
            var one = engine.talker("one-" + i, code -> people.scan(owner, code));
            var other = engine.talker("other-" + i, code -> people.scan(friend, code));
            one.start();
            other.start();
            pairs.add(new Pair(one, owner, other, friend));
        }
        for (var pair : pairs) {
            pair.one().awaitOnline();
            pair.other().awaitOnline();
        }
        return pairs;
    }

    /// Each message is read by the other one's device before this returns.
    private static void exchange(List<Pair> pairs, int messages) throws Exception {
        var each = messages / pairs.size() / 2;
        for (var pair : pairs) {
            pair.one().expect(each);
            pair.other().expect(each);
        }
        var underway = new ArrayDeque<CompletableFuture<SendOutcome>>();
        for (var i = 0; i < each; i++) {
            for (var pair : pairs) {
                underway.add(pair.send(true));
                underway.add(pair.send(false));
                while (underway.size() > UNDERWAY) {
                    Talker.settled(underway.remove());
                }
            }
        }
        while (!underway.isEmpty()) {
            Talker.settled(underway.remove());
        }
        for (var pair : pairs) {
            pair.one().awaitRead();
            pair.other().awaitRead();
        }
    }

    private static long heap() {
        var memory = ManagementFactory.getMemoryMXBean();
        for (var i = 0; i < 4; i++) {
            memory.gc();
        }
        return memory.getHeapMemoryUsage().getUsed();
    }
}
