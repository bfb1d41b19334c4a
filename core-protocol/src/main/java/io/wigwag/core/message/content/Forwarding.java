package io.wigwag.core.message.content;

import io.wigwag.core.id.Jid;
import java.util.Optional;

/// That a message was passed on, and how often.
///
/// @param score how many times; [#OFTEN] once it is not counted any more
/// @param channel the channel that it came from
public record Forwarding(int score, Optional<FromChannel> channel) {
    /// Shown as "forwarded many times".
    public static final int OFTEN = 127;

    private static final int COUNTED = 4;

    /// A message of a channel: its name as it was then, and its number there.
    public record FromChannel(Jid channel, int serverId, String name) {}

    public static final Forwarding FIRST = new Forwarding(1, Optional.empty());

    /// What to write on a message that is passed on now. Somebody's own words, told a second time, bear no mark.
    public static Optional<Forwarding> after(Optional<Forwarding> previous, boolean own) {
        return previous.map(Forwarding::again).or(() -> own ? Optional.empty() : Optional.of(FIRST));
    }

    private Forwarding again() {
        return new Forwarding(score < 0 || score >= COUNTED ? OFTEN : score + 1, channel);
    }

    public boolean often() {
        return score < 0 || score > COUNTED;
    }
}
