package io.wigwag.sandbox.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.binary.Node;
import io.wigwag.core.id.Jid;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ChatstatesTest extends AnnaAndBen {
    private static Node composing(Jid to) {
        return Node.tag("chatstate")
                .attribute("to", to)
                .child(Node.tag("composing").attribute("media", "audio"))
                .build();
    }

    @Test
    void allDevicesOfTheOtherPersonSeeWhoWrites() {
        var writer = world.online(anna);
        var own = world.online(anna);
        var zero = world.online(ben);
        var one = world.online(ben);

        writer.send(composing(ben.lid()));

        var expected = Node.tag("chatstate")
                .attribute("from", anna.lid())
                .child(Node.tag("composing").attribute("media", "audio"))
                .build();
        assertThat(zero.took()).containsExactly(expected);
        assertThat(one.took()).containsExactly(expected);
        assertThat(own.took()).isEmpty();
        assertThat(writer.took()).isEmpty();
        assertThat(zero.device().queue().isEmpty()).isTrue();
    }

    @Test
    void itWaitsForItsLifeAndNotLonger() {
        var writer = world.online(anna);
        var device = world.link(ben);

        writer.send(composing(ben.pn()));
        world.advance(Duration.ofSeconds(29));
        assertThat(world.login(device).took("chatstate")).hasSize(1);
        world.in(() -> {
            world.exchange().connectionOf(device).ifPresent(world.exchange()::close);
            return true;
        });
        writer.send(composing(ben.pn()));
        world.advance(Duration.ofSeconds(30));

        assertThat(world.login(device).took("chatstate")).isEmpty();
        assertThat(world.events("message.expired")).hasSize(1);
    }

    @Test
    void withoutALifeItNeverWaits() {
        world.settings().chatStateLife = Duration.ZERO;
        var writer = world.online(anna);
        var device = world.link(ben);

        writer.send(composing(ben.pn()));

        assertThat(device.queue().isEmpty()).isTrue();
    }

    @Test
    void anythingElseInItIsRefused() {
        var writer = world.online(anna);
        var other = world.online(ben);

        writer.send(Node.tag("chatstate")
                .attribute("to", ben.pn())
                .child(Node.of("dancing"))
                .build());

        assertThat(other.took()).isEmpty();
        assertThat(world.events("stanza.refused")).hasSize(1);
    }
}
