package io.wigwag.core.message.codec;

import com.google.protobuf.ByteString;
import io.wigwag.core.id.Jid;
import io.wigwag.core.id.MalformedJid;
import io.wigwag.core.octets.Octets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Between the wire's values and ours. What comes from the wire may be anything: a value out of all bounds counts as
/// absent.
final class ProtoValues {
    private static final long LAST_SECOND = 253_402_300_799L;

    private ProtoValues() {}

    static Octets octets(ByteString bytes) {
        return Octets.wrap(bytes.toByteArray());
    }

    static ByteString bytes(Octets octets) {
        return ByteString.copyFrom(octets.asBuffer());
    }

    static Optional<Instant> seconds(long unix) {
        return unix > 0 && unix <= LAST_SECOND ? Optional.of(Instant.ofEpochSecond(unix)) : Optional.empty();
    }

    static Optional<Instant> millis(long unix) {
        return unix > 0 && unix / 1000 <= LAST_SECOND ? Optional.of(Instant.ofEpochMilli(unix)) : Optional.empty();
    }

    /// An unsigned number of seconds.
    static Duration duration(int seconds) {
        return Duration.ofSeconds(Integer.toUnsignedLong(seconds));
    }

    static int seconds(Duration duration) {
        return (int) Math.clamp(duration.toSeconds(), 0L, 0xFFFF_FFFFL);
    }

    static Optional<Jid> jid(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            var jid = Jid.parse(text);
            return jid.isServer() ? Optional.empty() : Optional.of(jid.bare());
        } catch (MalformedJid nobody) {
            return Optional.empty();
        }
    }

    /// The constant of our enum for a number of the wire's.
    static <E extends Enum<E>> Optional<E> numbered(E[] constants, int number) {
        return number >= 0 && number < constants.length ? Optional.of(constants[number]) : Optional.empty();
    }
}
