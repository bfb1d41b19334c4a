package io.wigwag.benchmarks.messages;

import io.wigwag.benchmarks.SystemSuite.Figure;
import io.wigwag.core.device.DeviceEngine;
import io.wigwag.core.id.DeviceName;
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
final class Crowd {
    private static final List<Integer> SIZES = List.of(1, 10, 100, 1_000);
    private static final int MESSAGES = Integer.getInteger("wigwag.bench.messages.crowd", 8_000);
    private static final int UNDERWAY = 50;
    private static final int SECONDS = 20;
    private static final int PER_SECOND = 100;

    private final DeviceEngine engine;
    private final People people;
    private final PrintWriter progress;
    private final List<Talker> all = new ArrayList<>();

    Crowd(DeviceEngine engine, People people, PrintWriter progress) {
        this.engine = engine;
        this.people = people;
        this.progress = progress;
    }

    void measure(int most, List<Figure> figures) throws Exception {
        var reader = people.create("everybody's friend");
        for (int size : SIZES) {
            if (size > most) {
                return;
            }
            grow(size);
            // Sessions are begun and code is compiled before it counts.
            send(reader, Math.max(2 * size, MESSAGES / 4));
            var cost = Cost.of(MESSAGES, () -> send(reader, MESSAGES));
            figures.add(Figure.of("a message sent 1:1, " + size + " devices", cost.microsEach(), "us of a core"));
            progress.printf("%d devices measured%n", size);
            if (size == 100) {
                unhurried(reader, figures);
            }
        }
    }

    private void grow(int size) throws Exception {
        var coming = new ArrayList<Talker>();
        while (all.size() + coming.size() < size) {
            var number = all.size() + coming.size();
            var owner = people.create("crowd " + number);
            var talker = new Talker(engine, new DeviceName("crowd-" + number), people, owner);
            talker.start();
            coming.add(talker);
        }
        for (var talker : coming) {
            talker.awaitOnline();
        }
        all.addAll(coming);
    }

    private void send(People.Person to, int messages) throws Exception {
        var underway = new ArrayDeque<CompletableFuture<SendOutcome>>();
        for (var i = 0; i < messages; i++) {
            underway.add(all.get(i % all.size()).send(to.jid()));
            if (underway.size() == UNDERWAY) {
                Talker.settled(underway.remove());
            }
        }
        while (!underway.isEmpty()) {
            Talker.settled(underway.remove());
        }
    }

    /// From the call to the server's word, with the sandbox's own work in it.
    private void unhurried(People.Person to, List<Figure> figures) throws Exception {
        var nanos = new long[SECONDS * PER_SECOND];
        var done = new CountDownLatch(nanos.length);
        var next = new AtomicInteger();
        try (var pace = Executors.newSingleThreadScheduledExecutor()) {
            var ticking = pace.scheduleAtFixedRate(
                    () -> {
                        var number = next.getAndIncrement();
                        if (number < nanos.length) {
                            var begun = System.nanoTime();
                            var _ = all.get(number % all.size()).send(to.jid()).whenComplete((_, _) -> {
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
