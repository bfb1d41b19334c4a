package io.wigwag.benchmarks.messages;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/// What some messages took: of the clock, and of this process's share in all cores, its compiler and its collector
/// included.
record Cost(int messages, Duration time, Duration processor) {

    /// Something that handles messages.
    interface Work {
        void run() throws Exception;
    }

    static Cost of(int messages, Work work) throws Exception {
        var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        var before = system.getProcessCpuTime();
        var begun = System.nanoTime();
        work.run();
        var time = Duration.ofNanos(System.nanoTime() - begun);
        return new Cost(messages, time, Duration.ofNanos(system.getProcessCpuTime() - before));
    }

    double perSecond() {
        return messages * 1e9 / time.toNanos();
    }

    /// As many as one core would manage if it did nothing else.
    double perCoreSecond() {
        return messages * 1e9 / processor.toNanos();
    }

    double microsEach() {
        return processor.toNanos() / 1e3 / messages;
    }
}
