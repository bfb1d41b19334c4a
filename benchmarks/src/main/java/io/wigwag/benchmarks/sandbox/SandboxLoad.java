package io.wigwag.benchmarks.sandbox;

import io.wigwag.benchmarks.SystemSuite;
import io.wigwag.core.binary.Node;
import io.wigwag.core.octets.Octets;
import io.wigwag.sandbox.TestCompanion;
import io.wigwag.sandbox.TestLink;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/// How fast a sandbox starts, what a connected companion costs it, and how many messages it carries. The sandbox has a
/// process of its own; the companions, without TLS, live in this one.
public final class SandboxLoad implements SystemSuite {
    private static final int[] SIZES = {100, 1_000, 10_000};
    private static final int AT_ONCE = 64;
    private static final int STARTS = 5;
    private static final int PAIRS = 50;
    private static final int MESSAGES_EACH = 1_000;
    private static final int UNDER_WAY = 16;
    private static final int TEXT_BYTES = 220;

    @Override
    public String name() {
        return "sandbox";
    }

    @Override
    public List<Figure> measure(PrintWriter progress) throws Exception {
        var figures = new ArrayList<Figure>();
        figures.add(starts());
        try (var sandbox = RemoteSandbox.start(List.of("-Xmx2g", "-XX:+UseSerialGC"))) {
            var empty = sandbox.heap();
            var links = new ArrayList<TestLink>();
            for (var size : SIZES) {
                var begun = System.nanoTime();
                var before = links.size();
                links.addAll(connect(sandbox, before, size));
                var seconds = (System.nanoTime() - begun) / 1e9;
                progress.printf("%d companions online%n", links.size());
                var each = (sandbox.heap() - empty) / (double) size / 1024;
                figures.add(Figure.of("heap for each of " + size + " companions", each, "KiB")
                        .wanted("<= 32"));
                figures.add(Figure.of("resident memory at " + size, sandbox.resident() / 1048576.0, "MiB"));
                figures.add(Figure.of("linked and online up to " + size, (size - before) / seconds, "per second"));
            }
            links.forEach(TestLink::close);
        }
        try (var sandbox = RemoteSandbox.start(List.of("-Xmx2g", "-XX:+UseSerialGC"))) {
            figures.add(Figure.of("messages from device to device", messages(sandbox), "per second"));
            progress.println("messages carried");
        }
        return figures;
    }

    private static Figure starts() throws Exception {
        var fastest = Long.MAX_VALUE;
        for (var i = 0; i < STARTS; i++) {
            try (var sandbox = RemoteSandbox.start(List.of())) {
                fastest = Math.min(fastest, sandbox.startMillis());
            }
        }
        return Figure.of("start, first of a new JVM, best of " + STARTS, (double) fastest, "ms")
                .wanted("well under 1,000");
    }

    private static List<TestLink> connect(RemoteSandbox sandbox, int from, int to) throws Exception {
        var gate = new Semaphore(AT_ONCE);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var coming = new ArrayList<Future<TestLink>>();
            for (var i = from; i < to; i++) {
                var name = "companion " + i;
                coming.add(threads.submit(() -> {
                    gate.acquire();
                    try {
                        var companion = new TestCompanion(sandbox, name);
                        companion.link();
                        return companion.online();
                    } finally {
                        gate.release();
                    }
                }));
            }
            var links = new ArrayList<TestLink>();
            for (var one : coming) {
                links.add(one.get());
            }
            return links;
        }
    }

    /// Pairs of companions, each sending to its other as fast as acknowledgements come.
    private static double messages(RemoteSandbox sandbox) throws Exception {
        var pairs = new ArrayList<Pair>();
        for (var i = 0; i < PAIRS; i++) {
            pairs.add(Pair.online(sandbox, i));
        }
        for (var pair : pairs) {
            pair.talk("warm-up ", MESSAGES_EACH / 10);
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var begun = System.nanoTime();
            var talks = pairs.stream()
                    .map(pair -> threads.submit(() -> {
                        pair.talk("message ", MESSAGES_EACH);
                        return true;
                    }))
                    .toList();
            for (var talk : talks) {
                talk.get();
            }
            return PAIRS * MESSAGES_EACH / ((System.nanoTime() - begun) / 1e9);
        }
    }

    private record Pair(TestLink sender, TestLink receiver, TestCompanion to) {
        static Pair online(RemoteSandbox sandbox, int number) throws Exception {
            var from = new TestCompanion(sandbox, "sender " + number);
            from.link();
            var to = new TestCompanion(sandbox, "receiver " + number);
            to.link();
            return new Pair(from.online(), to.online(), to);
        }

        /// Ids are never used twice: the service takes such a message for one that it has.
        void talk(String ids, int count) throws Exception {
            for (var i = 0; i < count + UNDER_WAY; i++) {
                if (i < count) {
                    sender.send(message(ids + i));
                }
                if (i >= UNDER_WAY) {
                    settle(ids + (i - UNDER_WAY));
                }
            }
        }

        private void settle(String id) throws Exception {
            sender.await(node -> node.is("ack") && node.attributes().is("id", id));
            var came = receiver.await(
                    node -> node.is("message") && node.attributes().is("id", id));
            receiver.send(Node.tag("ack")
                    .attribute("class", "message")
                    .attribute("id", id)
                    .attribute("to", came.attributes().requireJid("from"))
                    .build());
        }

        private Node message(String id) {
            return Node.tag("message")
                    .attribute("to", to.pn().bare())
                    .attribute("id", id)
                    .attribute("type", "text")
                    .child(Node.tag("participants")
                            .child(Node.tag("to")
                                    .attribute("jid", to.pn())
                                    .child(Node.tag("enc")
                                            .attribute("v", "2")
                                            .attribute("type", "msg")
                                            .bytes(Octets.wrap(new byte[TEXT_BYTES])))))
                    .build();
        }
    }
}
