package io.wigwag.benchmarks.messages;

import io.wigwag.benchmarks.SystemSuite;
import io.wigwag.benchmarks.sandbox.RemoteSandbox;
import io.wigwag.core.id.Jid;
import io.wigwag.core.memory.MemoryDevices;
import io.wigwag.core.message.send.SendOutcome;
import java.io.PrintWriter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Many devices that write: whether a message costs the same however many there are, and how soon the server's word is
/// there when they don't hurry.
public final class Crowd implements SystemSuite {
    private static final List<Integer> SIZES = List.of(1, 10, 100, 1_000);
    private static final int MOST = Integer.getInteger("wigwag.bench.crowd", 1_000);
    private static final int MESSAGES = Integer.getInteger("wigwag.bench.crowd.messages", 20_000);
    private static final int UNHURRIED = 100;
    private static final int SECONDS = 20;
    private static final int PER_SECOND = 100;
    private static final int UNDERWAY = 50;
    private static final List<String> SANDBOX = List.of("-Xmx4g", "-XX:+UseSerialGC");

    @Override
    public String name() {
        return "crowd";
    }

    @Override
    public List<Figure> measure(PrintWriter progress) throws Exception {
        try (var sandbox = RemoteSandbox.start(SANDBOX);
                var people = new People(sandbox);
                var engine = new OwnEngine(sandbox, new MemoryDevices())) {
            var writers = new Writers(engine, people);
            var reader = people.create("everybody's friend").jid();
            var figures = new ArrayList<Figure>();
            for (int size : SIZES) {
                if (size <= MOST) {
                    writers.grow(size);
                    WarmUp.with(() -> writers.send(reader, MESSAGES));
                    var cost = Cost.of(MESSAGES, () -> writers.send(reader, MESSAGES));
                    figures.add(
                            Figure.of("a message sent 1:1, " + size + " devices", cost.microsEach(), "us of a core"));
                    progress.printf("%d devices measured%n", size);
                    if (size == UNHURRIED) {
                        unhurried(writers, reader, figures);
                    }
                }
            }
            return figures;
        }
    }

    /// Devices that take turns.
    private static final class Writers {
        private final OwnEngine engine;
        private final People people;
        private final List<Talker> all = new ArrayList<>();

        private Writers(OwnEngine engine, People people) {
            this.engine = engine;
            this.people = people;
        }

        void grow(int size) throws Exception {
            var coming = new ArrayList<Talker>();
            while (all.size() + coming.size() < size) {
                var number = all.size() + coming.size();
                var owner = people.create("crowd " + number);
                var talker = engine.talker("crowd-" + number, code -> people.scan(owner, code));
                talker.start();
                coming.add(talker);
            }
            for (var talker : coming) {
                talker.awaitOnline();
            }
            all.addAll(coming);
            Calm.await();
        }

        Talker next(int number) {
            return all.get(number % all.size());
        }

        void send(Jid to, int messages) throws Exception {
            var underway = new ArrayDeque<CompletableFuture<SendOutcome>>();
            for (var i = 0; i < messages; i++) {
                underway.add(next(i).send(to));
                if (underway.size() == UNDERWAY) {
                    Talker.settled(underway.remove());
                }
            }
            while (!underway.isEmpty()) {
                Talker.settled(underway.remove());
            }
        }
    }

    /// From the call to the server's word, with the sandbox's own work in it.
    private static void unhurried(Writers writers, Jid to, List<Figure> figures) throws Exception {
        var nanos = new long[SECONDS * PER_SECOND];
        var done = new CountDownLatch(nanos.length);
        var next = new AtomicInteger();
        try (var pace = Executors.newSingleThreadScheduledExecutor()) {
            var ticking = pace.scheduleAtFixedRate(
                    () -> {
                        var number = next.getAndIncrement();
                        if (number < nanos.length) {
                            var begun = System.nanoTime();
                            var _ = writers.next(number).send(to).whenComplete((_, _) -> {
                                nanos[number] = System.nanoTime() - begun;
                                done.countDown();
                            });
                        }
                    },
                    0,
                    TimeUnit.SECONDS.toNanos(1) / PER_SECOND,
                    TimeUnit.NANOSECONDS);
            if (!done.await(2L * SECONDS + 60, TimeUnit.SECONDS)) {
                throw new IllegalStateException(done.getCount() + " messages were not answered");
            }
            ticking.cancel(false);
        }
        Arrays.sort(nanos);
        figures.add(Figure.of("send to ack at 100 a second, half within", nanos[nanos.length / 2] / 1e6, "ms"));
        figures.add(Figure.of("send to ack at 100 a second, 99 % within", nanos[nanos.length * 99 / 100] / 1e6, "ms"));
    }
}
