package io.wigwag.benchmarks.devices;

import io.wigwag.benchmarks.Peer;
import io.wigwag.benchmarks.SystemSuite;
import io.wigwag.benchmarks.sandbox.RemoteSandbox;
import io.wigwag.core.device.DeviceEngine;
import io.wigwag.core.device.EnginePorts;
import io.wigwag.core.device.EngineSettings;
import io.wigwag.core.device.SystemTimers;
import io.wigwag.core.id.DeviceName;
import io.wigwag.core.login.ClientProfile;
import io.wigwag.core.login.ClientProfiles;
import io.wigwag.core.memory.MemoryDevices;
import io.wigwag.core.netty.NettyTransport;
import io.wigwag.core.netty.TransportLimits;
import io.wigwag.core.noise.TrustRoot;
import io.wigwag.core.port.Endpoint;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// What devices that are online and idle cost, and how long all of them take to come back. They live in this process,
/// without TLS and with their memory on the heap; the sandbox has a process of its own, and so have Baileys' sockets
/// beside it.
public final class Fleet implements SystemSuite {
    private static final int DEVICES = Integer.getInteger("wigwag.bench.devices", 1_000);
    private static final int PEER_SOCKETS = Integer.getInteger("wigwag.bench.devices.peer", 60);
    private static final Duration IDLE = Duration.ofSeconds(30);
    private static final Duration REST = Duration.ofSeconds(90);
    private static final List<String> SANDBOX = List.of("-Xmx2g", "-XX:+UseSerialGC");

    @Override
    public String name() {
        return "devices";
    }

    @Override
    public List<Figure> measure(PrintWriter progress) throws Exception {
        var figures = new ArrayList<Figure>();
        var folder = Files.createTempDirectory("wigwag-fleet");
        try {
            ours(folder, figures, progress);
            if (Peer.available()) {
                theirs(figures, progress);
            } else {
                progress.println("Not measured beside Baileys: there is no Node here.");
            }
        } finally {
            remove(folder);
        }
        return figures;
    }

    private static void ours(Path folder, List<Figure> figures, PrintWriter progress) throws Exception {
        var sandbox = RemoteSandbox.keeping(folder, 0, SANDBOX);
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
            var members = new ArrayList<Member>();
            // The first ones load classes and fill pools.
            online(engine, sandbox, members, 20);
            var before = heap();
            var residentBefore = resident();
            var begun = System.nanoTime();
            online(engine, sandbox, members, DEVICES);
            figures.add(Figure.of("devices linked and online", (DEVICES - 20) / seconds(begun), "per second"));
            progress.printf("%d devices online%n", members.size());
            var each = DEVICES - 20;
            figures.add(Figure.of("heap of a device with its keys", (heap() - before) / (double) each / 1024, "KiB"));
            figures.add(Figure.of(
                    "resident memory of a device", (resident() - residentBefore) / (double) each / 1024, "KiB"));
            figures.add(Figure.of(
                    "threads of the process",
                    ManagementFactory.getThreadMXBean().getThreadCount(),
                    ""));
            figures.add(Figure.of("processor in the first half minute", idle(), "% of a core"));
            rest();
            figures.add(Figure.of("processor while idle", idle(), "% of a core").wanted("< 2"));
            progress.println("idle measured");
            restart(folder, sandbox, members, figures);
            progress.println("restart measured");
            var online = heap();
            members.forEach(member -> engine.release(member.name()).join());
            figures.add(Figure.of(
                            "heap of an idle device, without its stored keys",
                            (online - heap()) / (double) members.size() / 1024,
                            "KiB")
                    .wanted("<= 32"));
        }
    }

    private static void online(DeviceEngine engine, RemoteSandbox sandbox, List<Member> members, int upTo)
            throws Exception {
        var coming = new ArrayList<Member>();
        while (members.size() + coming.size() < upTo) {
            coming.add(Member.start(
                    engine,
                    new DeviceName("device-" + (members.size() + coming.size())),
                    code -> sandbox.scan(code, Optional.empty())));
        }
        for (var member : coming) {
            member.awaitOnline();
        }
        members.addAll(coming);
    }

    /// From the moment in which the sandbox is there again until the last device is online.
    private static void restart(Path folder, RemoteSandbox sandbox, List<Member> members, List<Figure> figures)
            throws Exception {
        var away = new CountDownLatch(members.size());
        var back = new CountDownLatch(members.size());
        members.forEach(member -> member.watch(away, back));
        sandbox.close();
        if (!away.await(2, TimeUnit.MINUTES)) {
            throw new IOException(away.getCount() + " devices did not notice that the sandbox is gone");
        }
        try (var _ = RemoteSandbox.keeping(folder, sandbox.port(), SANDBOX)) {
            var begun = System.nanoTime();
            if (!back.await(10, TimeUnit.MINUTES)) {
                throw new IOException(back.getCount() + " devices did not come back");
            }
            figures.add(Figure.of("all " + members.size() + " back after a restart of the sandbox", seconds(begun), "s")
                    .wanted("<= 60"));
        }
    }

    private static void theirs(List<Figure> figures, PrintWriter progress) throws Exception {
        try (var sandbox = RemoteSandbox.start(SANDBOX)) {
            var root = Path.of(System.getProperty("wigwag.root", "."));
            var measured = new Peer(root)
                    .figures(
                            "sockets.mjs",
                            List.of(
                                    sandbox.chat().toString(),
                                    sandbox.noiseRoot().octets().toHex(),
                                    "http://127.0.0.1:" + sandbox.port() + "/admin/mock-phone/scan-qr",
                                    String.valueOf(PEER_SOCKETS)));
            measured.forEach((task, value) -> figures.add(Figure.of(
                    "Baileys, " + PEER_SOCKETS + " sockets: " + task,
                    value,
                    task.startsWith("processor") ? "% of a core" : "KiB")));
            progress.println("Baileys measured");
        }
    }

    /// What linking has left behind, compilers above all, comes to its end.
    private static void rest() throws InterruptedException {
        var _ = new CountDownLatch(1).await(REST.toSeconds(), TimeUnit.SECONDS);
    }

    private static double idle() throws InterruptedException {
        var pause = new CountDownLatch(1);
        var process = ProcessHandle.current();
        var before = process.info().totalCpuDuration().orElseThrow();
        var begun = System.nanoTime();
        var _ = pause.await(IDLE.toSeconds(), TimeUnit.SECONDS);
        var spent = process.info().totalCpuDuration().orElseThrow().minus(before);
        return 100.0 * spent.toNanos() / (System.nanoTime() - begun);
    }

    private static long heap() {
        var memory = ManagementFactory.getMemoryMXBean();
        for (var i = 0; i < 4; i++) {
            memory.gc();
        }
        return memory.getHeapMemoryUsage().getUsed();
    }

    private static long resident() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .findFirst()
                        .orElseThrow()
                * 1024;
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    private static void remove(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
