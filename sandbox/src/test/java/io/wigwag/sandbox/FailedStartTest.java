package io.wigwag.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailedStartTest {
    private static List<Thread> worlds() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("sandbox-world"))
                .toList();
    }

    @Test
    void nothingStaysBehindWhereThePortIsTaken(@TempDir Path data) throws Exception {
        try (var first = Sandbox.start()) {
            var before = worlds();
            var settings =
                    SandboxSettings.builder().port(first.port()).data(data).build();

            assertThatThrownBy(() -> Sandbox.start(settings)).isInstanceOf(Exception.class);

            assertThat(worlds()).containsExactlyInAnyOrderElementsOf(before);
        }
        try (var second = Sandbox.start(SandboxSettings.builder().data(data).build())) {
            assertThat(second.port()).isPositive();
        }
    }
}
