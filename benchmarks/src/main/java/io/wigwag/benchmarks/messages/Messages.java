package io.wigwag.benchmarks.messages;

import io.wigwag.benchmarks.Peer;
import io.wigwag.benchmarks.SystemSuite;
import io.wigwag.benchmarks.sandbox.RemoteSandbox;
import io.wigwag.core.device.DeviceEngine;
import io.wigwag.core.device.EnginePorts;
import io.wigwag.core.device.EngineSettings;
import io.wigwag.core.device.SystemTimers;
import io.wigwag.core.id.DeviceName;
import io.wigwag.core.id.Jid;
import io.wigwag.core.login.ClientProfile;
import io.wigwag.core.login.ClientProfiles;
import io.wigwag.core.memory.MemoryDevices;
import io.wigwag.core.message.send.SendOutcome;
import io.wigwag.core.netty.NettyTransport;
import io.wigwag.core.netty.TransportLimits;
import io.wigwag.core.noise.TrustRoot;
import io.wigwag.core.port.Endpoint;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// What messages cost: one to one with two devices on each side, and to a group of a hundred. Ours and Baileys' do the
/// same, one after the other, each in a process of its own on the same sandbox. As that shares the machine's cores,
/// what
/// counts is the time that a process itself spent on processors.
public final class Messages implements SystemSuite {
    private static final int DIRECT = Integer.getInteger("wigwag.bench.messages", 8_000);
    private static final int GROUP = Integer.getInteger("wigwag.bench.messages.group", 1_000);
    private static final int PEER_DIRECT = Integer.getInteger("wigwag.bench.messages.peer", 500);
    private static final int PEER_GROUP = Integer.getInteger("wigwag.bench.messages.peer.group", 100);
    private static final int MOST_DEVICES = Integer.getInteger("wigwag.bench.messages.devices", 1_000);
    private static final int MEMBERS = 100;
    private static final int UNDERWAY = 50;
    private static final List<String> SANDBOX = List.of("-Xmx3g", "-XX:+UseSerialGC");

    @Override
    public String name() {
        return "messages";
    }

    @Override
    public List<Figure> measure(PrintWriter progress) throws Exception {
        var figures = new ArrayList<Figure>();
        try (var sandbox = RemoteSandbox.start(SANDBOX);
                var people = new People(sandbox)) {
            var stage = new Cast(people);
            var ours = ours(sandbox, people, stage.cast("ours"), figures, progress);
            if (Peer.available()) {
                beside(ours, theirs(sandbox, people, stage.cast("theirs")), figures);
            } else {
                progress.println("Not measured beside Baileys: there is no Node here.");
                beside(ours, Map.of(), figures);
            }
        }
        return figures;
    }

    /// Who takes part: one who writes, one who reads, and the group that both are in.
    private record Cast(People people) {
        Parts cast(String whose) throws Exception {
            var writer = people.create(whose + " writer");
            var reader = people.create(whose + " reader");
            var members = new ArrayList<People.Person>();
            members.add(reader);
            while (members.size() < MEMBERS - 1) {
                members.add(people.create(whose + " member " + members.size()));
            }
            return new Parts(writer, reader, people.group(writer, members));
        }
    }

    private record Parts(People.Person writer, People.Person reader, Jid group) {}

    private static Map<String, Cost> ours(
            RemoteSandbox sandbox, People people, Parts parts, List<Figure> figures, PrintWriter progress)
            throws Exception {
        try (var timers = new SystemTimers();
                var transport = new NettyTransport(TransportLimits.DEFAULT, 1);
                var engine = new DeviceEngine(
                        EngineSettings.DEFAULT.towards(
                                new Endpoint(sandbox.chat(), Map.of(), Optional.empty()),
                                new TrustRoot(sandbox.noiseRoot(), 0)),
                        new EnginePorts(
                                transport,
                                new MemoryDevices(),
                                new ClientProfiles(ClientProfile.SHIPPED, InstantSource.system()),
                                timers,
                                InstantSource.system(),
                                new SecureRandom()))) {
            var writer = new Talker(engine, new DeviceName("writer"), people, parts.writer());
            var reader = new Talker(engine, new DeviceName("reader"), people, parts.reader());
            var costs = new LinkedHashMap<String, Cost>();
            bothWays(writer, reader, parts.reader().jid(), DIRECT, "1:1", costs);
            progress.println("1:1 measured");
            bothWays(writer, reader, parts.group(), GROUP, "group of " + MEMBERS, costs);
            progress.println("group measured");
            writer.stop();
            reader.stop();
            new Crowd(engine, people, progress).measure(MOST_DEVICES, figures);
            return costs;
        }
    }

    /// The reader is away while is written, so that both are measured alone.
    private static void bothWays(
            Talker writer, Talker reader, Jid chat, int messages, String where, Map<String, Cost> costs)
            throws Exception {
        var warm = messages / 2;
        online(writer, reader);
        reader.expect(warm);
        send(writer, chat, warm);
        reader.awaitRead();
        reader.stop();
        costs.put("sent, " + where, Cost.of(messages, () -> send(writer, chat, messages)));
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

    private static void send(Talker writer, Jid to, int count) throws Exception {
        var underway = new ArrayDeque<CompletableFuture<SendOutcome>>();
        for (var i = 0; i < count; i++) {
            underway.add(writer.send(to));
            if (underway.size() == UNDERWAY) {
                Talker.settled(underway.remove());
            }
        }
        while (!underway.isEmpty()) {
            Talker.settled(underway.remove());
        }
    }

    private static Map<String, Double> theirs(RemoteSandbox sandbox, People people, Parts parts) throws Exception {
        var root = Path.of(System.getProperty("wigwag.root", "."));
        return new Peer(root)
                .figures(
                        "messages.mjs",
                        List.of(
                                sandbox.chat().toString(),
                                sandbox.noiseRoot().octets().toHex(),
                                people.admin().toString(),
                                parts.writer().number(),
                                parts.reader().number(),
                                parts.reader().jid().toString(),
                                parts.group().toString(),
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
                        .wanted(task.contains("group") ? ">= 30" : ">= 8"));
            }
        });
    }
}
