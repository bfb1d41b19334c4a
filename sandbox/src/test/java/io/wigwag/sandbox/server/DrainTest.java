package io.wigwag.sandbox.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.binary.Node;
import io.wigwag.core.id.Jid;
import io.wigwag.sandbox.SmallWorld;
import io.wigwag.sandbox.world.Device;
import io.wigwag.sandbox.world.QueueEntry.Kind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class DrainTest {
    private final SmallWorld world = new SmallWorld();
    private final Device device = world.link(world.account("anna"));

    @AfterEach
    void close() {
        assertThat(world.failures()).isZero();
        world.close();
    }

    private void deliver(Kind kind, String tag, String id) {
        var stanza =
                Node.tag(tag).attribute("from", Jid.SERVER).attribute("id", id).build();
        world.in(() -> {
            world.exchange().delivery().deliver(device, kind, stanza);
            return true;
        });
    }

    private void deliverMessages(String... ids) {
        for (var id : ids) {
            deliver(Kind.MESSAGE, "message", id);
        }
    }

    private static List<String> summary(List<Node> stanzas) {
        return stanzas.stream()
                .filter(stanza -> !stanza.is("success") && !stanza.is("iq"))
                .map(stanza -> stanza.is("ib")
                        ? stanza.children().getFirst().tag() + " "
                                + stanza.children()
                                        .getFirst()
                                        .attributes()
                                        .text("count")
                                        .orElse("")
                        : stanza.attributes().text("id").orElse(""))
                .toList();
    }

    private static Node batch(int count) {
        return Node.tag("ib")
                .child(Node.tag("offline_batch").attribute("count", count))
                .build();
    }

    @Test
    void theMarksStandAroundWhatWaitedAndAlsoAroundNothing() {
        assertThat(summary(world.login(device).took())).containsExactly("offline_preview 0", "offline 0");
        world.in(() -> {
            world.exchange().connectionOf(device).ifPresent(world.exchange()::close);
            return true;
        });
        deliverMessages("M1", "M2");

        assertThat(summary(world.login(device).took())).containsExactly("offline_preview 2", "M1", "M2", "offline 2");
    }

    @Test
    void portionsComeAsTheClientAsksAndNothingOvertakes() {
        world.settings().offlinePacing = true;
        deliverMessages("M1", "M2", "M3");

        var client = world.login(device);
        assertThat(summary(client.took())).containsExactly("offline_preview 3");
        assertThat(summary(client.send(batch(2)).took())).containsExactly("M1", "M2");
        deliverMessages("M4");
        assertThat(client.took()).isEmpty();
        assertThat(summary(client.send(batch(1)).took())).containsExactly("M3");

        assertThat(summary(client.send(batch(100)).took())).containsExactly("M4", "offline 4");
        assertThat(client.send(batch(100)).took()).isEmpty();
    }

    @Test
    void aConnectionLostHalfWayGetsTheRestInOrder() {
        world.settings().offlinePacing = true;
        deliverMessages("M1", "M2", "M3");
        var client = world.login(device).send(batch(2));
        client.send(Node.tag("ack")
                .attribute("class", "message")
                .attribute("id", "M2")
                .build());

        client.close();
        world.settings().offlinePacing = false;

        assertThat(summary(world.login(device).took())).containsExactly("offline_preview 2", "M1", "M3", "offline 2");
    }

    @Test
    void aConnectionThatEndsAtTheFirstOfThemLeavesTheRestForTheNext() {
        deliverMessages("M1", "M2");
        world.exchange().add(new EndsAt("M1"));

        assertThat(world.login(device).isClosed()).isTrue();

        assertThat(summary(world.login(device).took())).containsExactly("offline_preview 2", "M1", "M2", "offline 2");
    }

    /// Closes the connection instead of sending a stanza, the first time that it comes by.
    private final class EndsAt implements StanzaTap {
        private final String id;
        private boolean done;

        EndsAt(String id) {
            this.id = id;
        }

        @Override
        public void sending(Connection to, Node stanza, Passage onward) {
            if (done || !stanza.attributes().is("id", id)) {
                onward.pass(stanza);
                return;
            }
            done = true;
            world.exchange().close(to);
        }
    }

    @Test
    void aNewerLoginTakesOverWithoutLossOrDouble() {
        deliverMessages("M1");
        var older = world.login(device);
        older.send(Node.tag("ack")
                .attribute("class", "message")
                .attribute("id", "M1")
                .build());
        deliverMessages("M2");
        older.took();

        var newer = world.login(device);

        assertThat(older.took("stream:error")
                        .getFirst()
                        .child("conflict")
                        .orElseThrow()
                        .attributes()
                        .text("type"))
                .hasValue("replaced");
        assertThat(older.isClosed()).isTrue();
        assertThat(summary(newer.took())).containsExactly("offline_preview 1", "M2", "offline 1");
        deliverMessages("M3");
        assertThat(older.took()).isEmpty();
        assertThat(summary(newer.took())).containsExactly("M3");
    }

    @Test
    void aFullQueueLosesWhatIsLeastMissed() {
        world.settings().queueBound = 3;
        deliver(Kind.MESSAGE, "message", "M1");
        deliver(Kind.RECEIPT, "receipt", "R1");
        deliver(Kind.CHATSTATE, "chatstate", "C1");

        deliver(Kind.MESSAGE, "message", "M2");
        deliver(Kind.MESSAGE, "message", "M3");
        deliver(Kind.MESSAGE, "message", "M4");

        assertThat(summary(world.login(device).took()))
                .containsExactly("offline_preview 3", "M2", "M3", "M4", "offline 3");
        assertThat(world.events("message.dropped"))
                .extracting(event -> event.text("id"))
                .containsExactly("C1", "R1", "M1");
    }

    @Test
    void whatIsTooOldIsNoLongerThere() {
        deliverMessages("M1");
        world.advance(Duration.ofDays(29));
        deliverMessages("M2");
        world.advance(Duration.ofDays(1));

        assertThat(summary(world.login(device).took())).containsExactly("offline_preview 1", "M2", "offline 1");
    }

    @Test
    void aRefusedStanzaIsSettledAndNoted() {
        deliverMessages("M1");
        var client = world.login(device);

        client.send(Node.tag("ack")
                .attribute("class", "message")
                .attribute("id", "M1")
                .attribute("error", "487")
                .build());

        assertThat(device.queue().isEmpty()).isTrue();
        assertThat(world.events("ack.error"))
                .singleElement()
                .satisfies(event -> assertThat(event.text("code")).isEqualTo("487"));
    }

    @Test
    void whatAClientNotifiesOfIsAcknowledged() {
        var client = world.online(device);

        client.send(Node.tag("notification")
                .attribute("id", "N1")
                .attribute("type", "x")
                .attribute("to", Jid.SERVER)
                .build());

        assertThat(client.took())
                .containsExactly(Node.tag("ack")
                        .attribute("class", "notification")
                        .attribute("id", "N1")
                        .attribute("from", Jid.SERVER)
                        .attribute("type", "x")
                        .build());
    }
}
