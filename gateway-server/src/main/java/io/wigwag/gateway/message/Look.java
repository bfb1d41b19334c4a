package io.wigwag.gateway.message;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// When the queue is looked at again after something has become of a message.
enum Look {
    AT_ONCE(Duration.ZERO),
    SOON(Duration.ofMillis(250)),
    LATER(Duration.ofSeconds(3)),
    /// When somebody says that there is a reason to.
    WHEN_TOLD(null);

    private final Optional<Duration> delay;

    Look(@Nullable Duration delay) {
        this.delay = Optional.ofNullable(delay);
    }

    Optional<Duration> delay() {
        return delay;
    }

    /// Whether there is a pause before it.
    boolean isLater() {
        return delay.filter(Duration::isPositive).isPresent();
    }
}
