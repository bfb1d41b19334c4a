package io.wigwag.gateway.cli.drive;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.binary.Node;
import io.wigwag.core.event.DeviceStatus;
import io.wigwag.core.event.DisconnectReason;
import java.time.Instant;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class CloseWordsTest {
    private static final OptionalInt NOTHING = OptionalInt.empty();

    @Test
    void theServersNumberIsToldWhereItSaidOne() {
        var restart = CloseWords.of(new DeviceStatus.Connecting(1), OptionalInt.of(515));
        assertThat(restart.code()).hasValue(515);
        assertThat(restart.reason()).isEqualTo("the server wants a new connection (515)");
        var waiting = new DeviceStatus.BackingOff(Instant.EPOCH, 1, "the server said service unavailable 503");
        assertThat(CloseWords.of(waiting, OptionalInt.of(503)).code()).hasValue(503);
        assertThat(CloseWords.of(waiting, NOTHING).code()).isEmpty();
        assertThat(CloseWords.of(new DeviceStatus.Connecting(1), NOTHING))
                .isEqualTo(new CloseWords("connecting anew", NOTHING));
    }

    @Test
    void whatAStatusStandsForIsTheSameWhateverTheServerSaid() {
        var removed = new DeviceStatus.LoggedOut(DisconnectReason.DEVICE_REMOVED);
        assertThat(CloseWords.of(removed, OptionalInt.of(403)).code()).hasValue(401);
        assertThat(CloseWords.of(new DeviceStatus.Replaced(), NOTHING).code()).hasValue(440);
        assertThat(CloseWords.of(new DeviceStatus.Stopped(), OptionalInt.of(515))
                        .code())
                .isEmpty();
    }

    @Test
    void goodbyesAreHeardOnce() {
        var words = new LastWords();
        words.received(Node.tag("success").build());
        assertThat(words.take()).isEmpty();
        words.received(Node.tag("stream:error").attribute("code", "515").build());
        assertThat(words.take()).hasValue(515);
        assertThat(words.take()).isEmpty();
        words.received(Node.tag("failure").attribute("reason", "405").build());
        assertThat(words.take()).hasValue(405);
        words.received(Node.tag("stream:error").attribute("code", "much").build());
        assertThat(words.take()).isEmpty();
    }
}
