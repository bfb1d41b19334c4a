package io.wigwag.storage.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Runs the same thing many times at once, each on a virtual thread, all set off together.
public final class Together {
    /// What one of them does; `number` counts from 0.
    public interface Task<T> {
        T run(int number) throws Exception;
    }

    private Together() {}

    /// What they came to, in the order of their numbers; the first failure is thrown.
    public static <T> List<T> run(int count, Task<T> task) throws Exception {
        var line = new CyclicBarrier(count);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<T>>();
            for (var i = 0; i < count; i++) {
                var number = i;
                running.add(threads.submit(() -> {
                    line.await();
                    return task.run(number);
                }));
            }
            var results = new ArrayList<T>();
            for (var one : running) {
                results.add(one.get());
            }
            return results;
        }
    }
}
