package io.wigwag.sandbox.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.wigwag.sandbox.fault.ByteLane;
import io.wigwag.sandbox.fault.Place;
import java.time.Duration;

/// What rules about faults need to know of a socket.
final class Wires {
    private Wires() {}

    static ByteLane.Wire of(Channel channel, Doors doors) {
        return new ByteLane.Wire(
                doors.faults(),
                new Place(),
                (delay, task) -> later(channel, doors, delay, task),
                () -> {
                    var _ = channel.close();
                },
                () -> reset(channel));
    }

    /// Times are those of the sandbox, and what is due then belongs to the socket's thread.
    private static void later(Channel channel, Doors doors, Duration delay, Runnable task) {
        var loop = doors.exchange().loop();
        loop.execute(() -> loop.schedule(delay, () -> channel.eventLoop().execute(task)));
    }

    /// The end without a word: what is unsent is thrown away.
    static void reset(Channel channel) {
        channel.config().setOption(ChannelOption.SO_LINGER, 0);
        // Below TLS, which would still say goodbye.
        var _ = channel.pipeline().firstContext().close();
    }
}
