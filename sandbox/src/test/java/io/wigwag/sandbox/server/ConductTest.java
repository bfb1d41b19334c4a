package io.wigwag.sandbox.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.binary.Node;
import io.wigwag.sandbox.SmallWorld;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ConductTest {
    private static final Node PING = Node.tag("iq")
            .attribute("id", "p")
            .attribute("type", "get")
            .attribute("xmlns", "w:p")
            .build();

    private final SmallWorld world = new SmallWorld();

    @AfterEach
    void close() {
        assertThat(world.failures()).isZero();
        world.close();
    }

    @Test
    void aConnectionThatSaysNothingEnds() {
        var silent = world.online(world.account("anna"));
        var talking = world.online(world.account("ben"));

        world.advance(Duration.ofMinutes(2));
        talking.send(PING);
        world.advance(Duration.ofMinutes(1));

        assertThat(silent.isClosed()).isTrue();
        assertThat(talking.isClosed()).isFalse();
        assertThat(world.events("connection.silent")).hasSize(1);
        world.advance(Duration.ofMinutes(2));
        assertThat(talking.isClosed()).isTrue();
    }

    @Test
    void whoFloodsLosesTheConnectionAloneAndTheLogSaysWhy() {
        world.settings().stanzasASecond = 5;
        var flooding = world.online(world.account("anna"));
        var other = world.online(world.account("ben"));

        for (var i = 0; i < 60; i++) {
            flooding.send(PING);
        }

        assertThat(flooding.isClosed()).isTrue();
        // One of the fifty made the connection active.
        assertThat(flooding.took("iq")).hasSize(49);
        assertThat(other.isClosed()).isFalse();
        assertThat(world.events("connection.flooded"))
                .singleElement()
                .satisfies(event -> assertThat(event.text("limit")).isEqualTo("5 stanzas a second"));
    }

    @Test
    void whoSendsNonsenseTooOftenLosesTheConnection() {
        world.settings().malformedStanzas = 3;
        var client = world.online(world.account("anna"));
        var nonsense = Node.tag("iq")
                .attribute("id", "n")
                .attribute("type", "set")
                .attribute("xmlns", "md")
                .child(Node.of("remove-companion-device"))
                .build();

        for (var i = 0; i < 3; i++) {
            client.send(nonsense);
        }
        assertThat(client.isClosed()).isFalse();
        client.send(nonsense);

        assertThat(client.isClosed()).isTrue();
        assertThat(world.events("connection.refused")).hasSize(1);
    }

    @Test
    void nothingIsPlannedForAConnectionThatIsOver() {
        var device = world.link(world.account("anna"));
        var before = planned();
        var client = world.online(device);
        assertThat(planned()).isGreaterThan(before);

        client.close();

        assertThat(planned()).isEqualTo(before);
    }

    private int planned() {
        return world.in(() -> world.exchange().loop().planned());
    }
}
