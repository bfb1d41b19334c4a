package io.wigwag.benchmarks.messages;

import io.wigwag.benchmarks.Peer;
import io.wigwag.benchmarks.SystemSuite;
import io.wigwag.benchmarks.sandbox.RemoteSandbox;
import io.wigwag.core.id.Jid;
import io.wigwag.core.memory.MemoryDevices;
import io.wigwag.core.port.DeviceStore;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What messages cost: one to one with two devices on each side, and to a group of a hundred. Ours and Baileys' do the
/// same, one after the other, each in a process of its own on the same sandbox. As that shares the machine's cores,
/// what counts is the time that a process itself spent on processors.
public final class Messages implements SystemSuite {
    private static final int DIRECT = Integer.getInteger("wigwag.bench.messages", 10_000);
    private static final int GROUP = Integer.getInteger("wigwag.bench.messages.group", 3_000);
    private static final int PEER_DIRECT = Integer.getInteger("wigwag.bench.messages.peer", 1_000);
    private static final int PEER_GROUP = Integer.getInteger("wigwag.bench.messages.peer.group", 300);
    private static final List<String> SANDBOX = List.of("-Xmx4g", "-XX:+UseSerialGC");
    private static final String DIRECTLY = "1:1";
    private static final String IN_GROUP = "group of " + Stage.MEMBERS;

    @Override
    public String name() {
        return "messages";
    }

    @Override
    public List<Figure> measure(PrintWriter progress) throws Exception {
        var figures = new ArrayList<Figure>();
        try (var sandbox = RemoteSandbox.start(SANDBOX);
                var people = new People(sandbox)) {
            var stage = Stage.of(sandbox, people);
            progress.println("members are there");
            var ours = ours(sandbox, people, stage.cast("memory"), new MemoryDevices());
            progress.println("measured in memory");
            var theirs = Map.<String, Double>of();
            if (PEER_DIRECT == 0 || !Peer.available()) {
                progress.println("Not measured beside Baileys: not wanted, or there is no Node here.");
            } else {
                theirs = theirs(sandbox, people, stage.cast("theirs"));
                progress.println("Baileys measured");
            }
            beside(ours, theirs, figures);
            try (var disk = new Disk()) {
                ours(sandbox, people, stage.cast("disk"), disk.devices())
                        .forEach((task, cost) -> figures.add(
                                Figure.of(task + ", on disk: on one core", cost.perCoreSecond(), "per second")));
            }
        }
        return figures;
    }

    private static Map<String, Cost> ours(RemoteSandbox sandbox, People people, Stage.Cast cast, DeviceStore store)
            throws Exception {
        try (var engine = new OwnEngine(sandbox, store)) {
            var writer = engine.talker("writer", code -> people.scan(cast.writer(), code));
            var reader = engine.talker("reader", code -> people.scan(cast.reader(), code));
            var costs = new LinkedHashMap<String, Cost>();
            online(writer, reader);
            introduce(writer, cast.reader().jid(), reader, cast.writer().jid());
            bothWays(writer, reader, cast.reader().jid(), DIRECT, DIRECTLY, costs);
            bothWays(writer, reader, cast.group(), GROUP, IN_GROUP, costs);
            return costs;
        }
    }

    /// Whoever has an answer no longer sends what only first messages need.
    private static void introduce(Talker one, Jid other, Talker another, Jid back) throws Exception {
        another.expect(1);
        one.send(other, 1);
        another.awaitRead();
        one.expect(1);
        another.send(back, 1);
        one.awaitRead();
    }

    /// The reader is away while is written, so that both are measured alone.
    private static void bothWays(
            Talker writer, Talker reader, Jid chat, int messages, String where, Map<String, Cost> costs)
            throws Exception {
        online(writer, reader);
        WarmUp.with(() -> {
            reader.expect(messages);
            writer.send(chat, messages);
            reader.awaitRead();
        });
        reader.stop();
        costs.put("sent, " + where, Cost.of(messages, () -> writer.send(chat, messages)));
        writer.stop();
        reader.expect(messages);
        costs.put("received, " + where, Cost.of(messages, () -> {
            reader.start();
            reader.awaitRead();
        }));
        reader.awaitOnline();
    }

    private static void online(Talker... all) throws Exception {
        for (var talker : all) {
            talker.start();
        }
        for (var talker : all) {
            talker.awaitOnline();
        }
    }

    private static Map<String, Double> theirs(RemoteSandbox sandbox, People people, Stage.Cast cast) throws Exception {
        return new Peer(Path.of(System.getProperty("wigwag.root", ".")))
                .figures(
                        "messages.mjs",
                        List.of(
                                sandbox.chat().toString(),
                                sandbox.noiseRoot().octets().toHex(),
                                people.admin().toString(),
                                cast.writer().number(),
                                cast.reader().number(),
                                cast.writer().jid().toString(),
                                cast.reader().jid().toString(),
                                cast.group().toString(),
                                String.valueOf(PEER_DIRECT),
                                String.valueOf(PEER_GROUP)));
    }

    private static void beside(Map<String, Cost> ours, Map<String, Double> theirs, List<Figure> figures) {
        ours.forEach((task, cost) -> {
            figures.add(Figure.of(task + ": by the clock", cost.perSecond(), "per second"));
            figures.add(Figure.of(task + ": on one core", cost.perCoreSecond(), "per second"));
            var peer = theirs.get(task);
            if (peer != null) {
                figures.add(Figure.of(task + ": Baileys on one core", peer, "per second"));
                figures.add(Figure.of(task + ": as many as Baileys", cost.perCoreSecond() / peer, "times")
                        .wanted(task.contains(IN_GROUP) ? ">= 30" : ">= 8"));
            }
        });
    }
}
