package io.wigwag.benchmarks.storage;

import io.wigwag.benchmarks.SystemSuite.Figure;
import io.wigwag.core.octets.Octets;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/// Messages of 512 bytes, each written by itself and acknowledged when it is on disk, by several who write at once.
final class DurableWrites {
    private static final List<Integer> WRITERS = List.of(1, 8, 64);
    private static final Octets BODY = Octets.wrap(new byte[512]);

    private final Place place;
    private final int writes;

    DurableWrites(Place place, int writes) {
        this.place = place;
        this.writes = writes;
    }

    List<Figure> measure(PrintWriter progress) throws Exception {
        var figures = new ArrayList<Figure>();
        run("warm", 8, Math.min(writes, 1_000));
        for (var writers : WRITERS) {
            var begun = System.nanoTime();
            var durations = run("by" + writers, writers, writes);
            var perSecond = writes / ((System.nanoTime() - begun) / 1e9);
            var named = "durable writes, SQLite, " + writers + " at once";
            figures.add(Figure.of(named, perSecond, "per second"));
            figures.add(Figure.of(named + ", p50", durations.millis(0.5), "ms"));
            figures.add(Figure.of(named + ", p99", durations.millis(0.99), "ms"));
            progress.printf("%d writes by %d at once%n", writes, writers);
        }
        return figures;
    }

    private Durations run(String name, int writers, int count) throws Exception {
        var durations = new Durations(count);
        var next = new AtomicInteger();
        var records = place.store().records(MessageRow.TYPE, Place.TENANT);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var working = new ArrayList<Future<?>>();
            for (var writer = 0; writer < writers; writer++) {
                working.add(threads.submit(() -> {
                    for (var i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                        var row = new MessageRow(name + "/" + i, "dev_1", name, i, BODY);
                        var begun = System.nanoTime();
                        records.insert(row);
                        durations.took(i, System.nanoTime() - begun);
                    }
                }));
            }
            for (var one : working) {
                one.get();
            }
        }
        return durations;
    }
}
