package io.wigwag.sandbox.message;

import static io.wigwag.sandbox.message.Stanza.message;
import static io.wigwag.sandbox.message.Stanza.receipt;
import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.binary.Node;
import io.wigwag.sandbox.SmallWorld;
import io.wigwag.sandbox.server.Consent;
import io.wigwag.sandbox.world.Account;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ReceiptsTest extends AnnaAndBen {
    @Test
    void deliveryIsToldToAllDevicesOfTheAuthor() {
        var author = world.online(anna);
        var other = world.online(anna);
        world.online(ben);
        var reader = world.online(ben);

        reader.send(receipt("M1", author.device().lid()).build());

        var expected = Node.tag("receipt")
                .attribute("from", reader.device().lid())
                .attribute("id", "M1")
                .attribute("t", Long.toString(SmallWorld.START.getEpochSecond()))
                .children(List.of())
                .build();
        assertThat(author.took()).containsExactly(expected);
        assertThat(other.took()).containsExactly(expected);
        assertThat(reader.took())
                .containsExactly(Node.tag("ack")
                        .attribute("class", "receipt")
                        .attribute("id", "M1")
                        .attribute("from", author.device().lid())
                        .build());
    }

    @Test
    void readingIsToldToTheAuthorAndToTheReadersOtherDevices() {
        var author = world.online(anna);
        var reader = world.online(ben);
        var own = world.online(ben);
        var list =
                Node.tag("list").child(Node.tag("item").attribute("id", "M2")).build();

        reader.send(receipt("M1", anna.pn())
                .attribute("type", "read")
                .attribute("t", "77")
                .child(list)
                .build());

        var told = author.took().getFirst();
        assertThat(told.attributes().text("from")).hasValue(ben.pn().toString());
        assertThat(told.attributes().text("type")).hasValue("read");
        assertThat(told.attributes().text("t")).hasValue("77");
        assertThat(told.children()).containsExactly(list);
        var copy = own.took().getFirst();
        assertThat(copy.attributes().text("from")).hasValue(ben.pn().toString());
        assertThat(copy.attributes().text("recipient")).hasValue(anna.pn().toString());
        assertThat(copy.children()).containsExactly(list);
        assertThat(reader.took("receipt")).isEmpty();
    }

    @Test
    void whoHidesReadingIsNotToldOfIt() {
        var author = world.online(anna);
        var reader = world.online(ben);
        var own = world.online(ben);
        world.exchange().consent(new Consent() {
            @Override
            public boolean sharesReadReceipts(Account who) {
                return who != anna;
            }
        });

        reader.send(receipt("M1", anna.pn()).attribute("type", "read").build());
        assertThat(author.took()).isEmpty();
        assertThat(own.took()).hasSize(1);
        reader.send(receipt("M1", anna.pn()).build());

        assertThat(author.took()).hasSize(1);
    }

    @Test
    void whatOneSawOneselfGoesToOwnDevicesAlone() {
        var author = world.online(anna);
        var reader = world.online(ben);
        var own = world.online(ben);

        reader.send(receipt("M1", anna.pn()).attribute("type", "read-self").build());
        reader.send(receipt("M2", own.device().pn())
                .attribute("type", "sender")
                .attribute("recipient", anna.pn())
                .build());

        assertThat(author.took()).isEmpty();
        assertThat(own.took())
                .extracting(told -> told.attributes().text("type").orElse(""))
                .containsExactly("read-self", "sender");
        assertThat(reader.took("receipt")).isEmpty();
    }

    @Test
    void aRetryReachesTheSendingDeviceAloneAndUnchanged() {
        var zero = world.online(anna);
        var author = world.online(anna);
        var reader = world.online(ben);
        var retry =
                Node.tag("retry").attribute("count", "2").attribute("v", "1").build();
        var keys = Node.tag("keys").child(Node.tag("type").text("5")).build();

        reader.send(receipt("M1", author.device().pn())
                .attribute("type", "retry")
                .child(retry)
                .child(keys)
                .build());

        assertThat(zero.took()).isEmpty();
        var came = author.took().getFirst();
        assertThat(came.attributes().text("from")).hasValue(reader.device().pn().toString());
        assertThat(came.attributes().text("type")).hasValue("retry");
        assertThat(came.children()).containsExactly(retry, keys);
    }

    @Test
    void aRetryToOwnDeviceZeroIsForWhoeverSentIt() {
        var zero = world.online(anna);
        var asking = world.online(anna);
        var told = new ArrayList<Node>();
        world.exchange().delivery().phones(new Persona(told));

        asking.send(receipt("PEER1", anna.pn()).attribute("type", "retry").build());
        assertThat(told).hasSize(1);
        assertThat(zero.took()).isEmpty();
        asking.send(receipt("M1", anna.pn())
                .attribute("type", "retry")
                .attribute("recipient", ben.pn())
                .build());

        assertThat(told).hasSize(1);
        assertThat(zero.took().getFirst().attributes().text("recipient"))
                .hasValue(ben.pn().toString());
    }

    @Test
    void thePersonaHearsWhatBecameOfItsMessages() {
        var zero = world.online(anna);
        var companion = world.online(anna);
        var told = new ArrayList<Node>();
        world.exchange().delivery().phones(new Persona(told));

        companion.send(receipt("P1", anna.pn()).attribute("type", "peer_msg").build());
        companion.send(receipt("P2", anna.pn()).attribute("type", "hist_sync").build());
        companion.send(
                receipt("P3", anna.pn()).attribute("type", "server-error").build());

        assertThat(told).hasSize(3);
        assertThat(zero.took()).isEmpty();
        assertThat(companion.took("ack")).hasSize(3);
    }

    @Test
    void aReceiptSettlesWhatItNamesButARetryDoesNot() {
        var sender = world.online(anna);
        var recipient = world.online(ben);
        for (var id : new String[] {"M1", "M2", "M3"}) {
            sender.send(message(id, ben.pn(), ben.pn()));
        }

        recipient.send(receipt("M1", anna.pn()).attribute("type", "retry").build());
        assertThat(recipient.device().queue().size()).isEqualTo(3);
        recipient.send(receipt("M1", anna.lid())
                .attribute("type", "inactive")
                .child(Node.tag("list").child(Node.tag("item").attribute("id", "M3")))
                .build());

        assertThat(recipient.device().queue().entries())
                .extracting(entry -> entry.stanza().attributes().text("id").orElse(""))
                .containsExactly("M2");
    }

    @Test
    void aReceiptForAnotherChatSettlesNothing() {
        var sender = world.online(anna);
        var recipient = world.online(ben);
        var carl = world.account("carl");
        sender.send(message("M1", ben.pn(), ben.pn()));

        recipient.send(receipt("M1", carl.pn()).build());

        assertThat(recipient.device().queue().size()).isEqualTo(1);
    }

    @Test
    void ofTwoWithOneIdTheOlderIsSettled() {
        var sender = world.online(anna);
        var recipient = world.online(ben);
        sender.send(message("M1", ben.pn()).child(Stanza.enc("msg", "one")).build());
        sender.send(message("M1", ben.pn()).child(Stanza.enc("msg", "two")).build());

        recipient.send(receipt("M1", anna.pn()).build());

        assertThat(recipient.device().queue().entries())
                .singleElement()
                .satisfies(entry -> assertThat(Stanza.secrets(entry.stanza())).containsExactly("two"));
    }

    @Test
    void anOwnCopyIsSettledByItsSenderReceipt() {
        var sender = world.online(anna);
        var own = world.online(anna);
        sender.send(message("M1", ben.pn(), ben.pn(), own.device().pn()));

        own.send(receipt("M1", sender.device().pn())
                .attribute("type", "sender")
                .attribute("recipient", ben.pn())
                .build());

        assertThat(own.device().queue().isEmpty()).isTrue();
    }

    @Test
    void aReceiptForSomebodyAwayWaits() {
        var device = world.link(anna);
        var reader = world.online(ben);

        reader.send(receipt("M1", anna.pn()).build());
        var author = world.login(device);

        assertThat(author.took("receipt"))
                .singleElement()
                .satisfies(told -> assertThat(told.attributes().has("offline")).isTrue());
        author.send(Node.tag("ack")
                .attribute("class", "receipt")
                .attribute("id", "M1")
                .attribute("to", ben.pn())
                .build());
        assertThat(device.queue().isEmpty()).isTrue();
    }

    @Test
    void aPhoneThatTheSandboxPlaysSendsReceiptsAsAnyDevice() {
        var author = world.online(anna);
        var reader = world.link(ben);

        world.in(() -> {
            traffic.receipts().send(reader, receipt("M1", anna.pn()).build());
            return true;
        });

        assertThat(author.took("receipt")).hasSize(1);
        assertThat(world.events("receipt.routed")).hasSize(1);
    }
}
