package io.wigwag.interop.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.event.DeviceStatus;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

/// A device that connects again and again leaves nothing behind: no objects of its connections, no threads. A thousand
/// times by hand (`-Dwigwag.cycles=1000`).
class ManyConnectionsTest {
    private static final int CYCLES = Integer.getInteger("wigwag.cycles", 60);
    private static final int WARM = 10;
    private static final Pattern ROW = Pattern.compile("\\s*\\d+:\\s+(\\d+)\\s+\\d+\\s+(\\S+).*");

    @Test
    void nothingOfAnEndedConnectionStays() throws Exception {
        try (var stage = new EngineStage()) {
            var device = stage.online("ana");
            cycle(device, WARM);
            var threads = Thread.activeCount();
            var before = alive();
            cycle(device, CYCLES);
            var after = alive();
            assertThat(after)
                    .allSatisfy((type, count) ->
                            assertThat(count).as(type).isLessThanOrEqualTo(before.getOrDefault(type, 0L) + 3));
            assertThat(Thread.activeCount()).isLessThanOrEqualTo(threads + 1);
        }
    }

    private static void cycle(TestDevice device, int times) throws Exception {
        for (var time = 0; time < times; time++) {
            device.handle().reconnect().join();
            device.awaitStatus(DeviceStatus.Online.class);
        }
    }

    /// Live objects of the engine's connections, by type, after a collection. What the sandbox in the same process
    /// holds of its own ends is not counted.
    private static Map<String, Long> alive() throws Exception {
        var histogram = (String) ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        "gcClassHistogram",
                        new Object[] {new String[0]},
                        new String[] {String[].class.getName()});
        var alive = new TreeMap<String, Long>();
        for (var line : histogram.lines().toList()) {
            var row = ROW.matcher(line);
            if (row.matches() && isOfAConnection(row.group(2))) {
                alive.put(row.group(2), Long.valueOf(row.group(1)));
            }
        }
        return alive;
    }

    private static boolean isOfAConnection(String type) {
        if (type.contains("$$Lambda")) {
            return false;
        }
        return type.startsWith("io.wigwag.core.device.")
                || type.startsWith("io.wigwag.core.link.")
                || type.equals("io.wigwag.core.netty.ConnectionHandler");
    }
}
