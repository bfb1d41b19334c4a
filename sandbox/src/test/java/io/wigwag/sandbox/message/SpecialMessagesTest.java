package io.wigwag.sandbox.message;

import static io.wigwag.sandbox.message.Stanza.enc;
import static io.wigwag.sandbox.message.Stanza.message;
import static io.wigwag.sandbox.message.Stanza.secrets;
import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.binary.Node;
import io.wigwag.core.id.Jid;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/// Messages that aren't simply from one person to another: among own devices, to lists, as a status.
final class SpecialMessagesTest extends AnnaAndBen {
    @Test
    void aPeerMessageToDeviceZeroReachesThePersonaEvenWithoutAPhone() {
        var zero = world.online(anna);
        var sender = world.online(anna);
        var told = new ArrayList<Node>();
        world.exchange().delivery().phones(new Persona(told));

        sender.send(message("P1", anna.pn())
                .attribute("category", "peer")
                .child(enc("pkmsg", "keys please"))
                .build());

        assertThat(zero.took()).isEmpty();
        assertThat(told).hasSize(1);
        assertThat(told.getFirst().attributes().text("category")).hasValue("peer");
        assertThat(told.getFirst().attributes().text("from"))
                .hasValue(sender.device().pn().toString());
        assertThat(secrets(told.getFirst())).containsExactly("keys please");
    }

    @Test
    void aPeerMessageToAnotherCompanionReachesThatOne() {
        var sender = world.online(anna);
        var own = world.online(anna);

        sender.send(message("P1", own.device().pn())
                .attribute("category", "peer")
                .child(enc("msg", "x"))
                .build());

        var came = own.took().getFirst();
        assertThat(came.attributes().text("category")).hasValue("peer");
        assertThat(came.attributes().has("recipient")).isFalse();
    }

    @Test
    void aBroadcastListReachesEachDeviceAsAMessageBetweenTwo() throws Exception {
        var sender = world.online(anna);
        var recipient = world.online(ben);

        sender.send(message("M1", Jid.parse("123456@broadcast"), ben.lid()));

        assertThat(recipient.took().getFirst().attributes().text("from"))
                .hasValue(anna.lid().toString());
    }

    @Test
    void aStatusPostReachesAllDevicesOfThoseNamed() {
        var sender = world.online(anna);
        var own = world.online(anna);
        var zero = world.online(ben);
        var one = world.online(ben);
        var other = world.online(world.account("carl"));

        sender.send(message("S1", Jid.STATUS)
                .child(enc("skmsg", "post"))
                .child(Node.tag("participants")
                        .child(Stanza.to(zero.device().lid(), enc("pkmsg", "key")))
                        .child(Stanza.to(anna.lid())))
                .build());

        var first = zero.took().getFirst();
        assertThat(secrets(first)).containsExactly("key", "post");
        assertThat(first.attributes().text("from")).hasValue("status@broadcast");
        assertThat(first.attributes().text("participant")).hasValue(anna.lid().toString());
        assertThat(secrets(one.took().getFirst())).containsExactly("post");
        assertThat(own.took().getFirst().attributes().text("participant"))
                .hasValue(anna.pn().toString());
        assertThat(other.took()).isEmpty();
    }

    @Test
    void aStatusPostIsRepeatedToTheOneDeviceThatAsked() {
        var sender = world.online(anna);
        var zero = world.online(ben);
        var one = world.online(ben);

        sender.send(message("S1", Jid.STATUS)
                .attribute("participant", one.device().lid())
                .child(enc("pkmsg", "again"))
                .build());

        assertThat(zero.took()).isEmpty();
        var came = one.took().getFirst();
        assertThat(secrets(came)).containsExactly("again");
        assertThat(came.attributes().text("participant")).hasValue(anna.lid().toString());
    }
}
