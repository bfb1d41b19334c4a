package io.wigwag.sandbox.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.binary.Node;
import io.wigwag.core.id.Jid;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class CallsTest extends AnnaAndBen {
    private static Node call(String id, Jid to, String signal, Jid creator) {
        return Node.tag("call")
                .attribute("id", id)
                .attribute("to", to)
                .child(Node.tag(signal)
                        .attribute("call-id", "C1")
                        .attribute("call-creator", creator)
                        .child(Node.tag("audio").attribute("enc", "opus")))
                .build();
    }

    @Test
    void anOfferRingsAtAllDevicesAndShowsBothAddressesOfTheCaller() {
        var caller = world.online(anna);
        var zero = world.online(ben);
        var one = world.online(ben);

        caller.send(call("S1", ben.lid(), "offer", anna.lid()));

        var came = zero.took().getFirst();
        assertThat(came.attributes().text("from")).hasValue(anna.lid().toString());
        assertThat(came.attributes().text("notify")).hasValue("anna");
        assertThat(came.child("offer").orElseThrow().attributes().text("caller_pn"))
                .hasValue(anna.pn().toString());
        assertThat(came.child("offer").orElseThrow().children("audio")).hasSize(1);
        assertThat(one.took()).containsExactly(came);
        assertThat(caller.took())
                .containsExactly(Node.tag("ack")
                        .attribute("class", "call")
                        .attribute("id", "S1")
                        .attribute("from", ben.lid())
                        .attribute("type", "offer")
                        .build());
    }

    @Test
    void whoAnswersEndsTheRingingOfTheirOthers() {
        var caller = world.online(anna);
        var zero = world.online(ben);
        var one = world.online(ben);

        zero.send(call("S2", anna.pn(), "reject", anna.pn()));

        assertThat(caller.took())
                .singleElement()
                .satisfies(came -> assertThat(came.child("reject")).isPresent());
        assertThat(one.took()).hasSize(1);
        assertThat(zero.took("call")).isEmpty();
    }

    @Test
    void anOfferThatCameTooLateIsACallThatEnded() {
        var caller = world.online(anna);
        var device = world.link(ben);

        caller.send(call("S1", ben.pn(), "offer", anna.pn()));
        world.advance(Duration.ofSeconds(45));

        assertThat(world.login(device).took("call")).singleElement().satisfies(came -> {
            assertThat(came.child("offer")).isEmpty();
            var end = came.child("terminate").orElseThrow().attributes();
            assertThat(end.text("call-id")).hasValue("C1");
            assertThat(end.text("call-creator")).hasValue(anna.pn().toString());
        });
    }

    @Test
    void aReceiptSettlesACallAsAnAcknowledgementDoes() {
        var caller = world.online(anna);
        var called = world.online(ben);
        caller.send(call("S1", ben.pn(), "offer", anna.pn()));

        called.send(Stanza.receipt("S1", anna.pn())
                .child(Node.tag("offer").attribute("call-id", "C1"))
                .build());

        assertThat(called.device().queue().isEmpty()).isTrue();
    }

    @Test
    void aLinkToACallIsMadeInTheAcknowledgement() throws Exception {
        var caller = world.online(anna);

        caller.send(Node.tag("call")
                .attribute("id", "S3")
                .attribute("to", Jid.parse("@call"))
                .child(Node.tag("link_create").attribute("media", "audio"))
                .build());

        var ack = caller.took().getFirst();
        assertThat(ack.attributes().text("type")).hasValue("link_create");
        assertThat(ack.child("link_create").orElseThrow().attributes().text("token"))
                .isPresent();
    }
}
