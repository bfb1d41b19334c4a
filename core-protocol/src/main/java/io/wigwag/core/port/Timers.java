package io.wigwag.core.port;

import java.time.Duration;

/// Runs things later. Tasks are short and never block: they hand over to whoever has to do something.
public interface Timers {
    Timer after(Duration delay, Runnable task);

    /// One task to come.
    interface Timer {
        Timer NONE = () -> {};

        /// Nothing happens any more, unless it has already begun. May be called at any time, and more than once.
        void cancel();
    }
}
