package io.wigwag.interop.scenario;

import static io.wigwag.interop.scenario.Companion.command;
import static io.wigwag.interop.scenario.Companion.stanza;
import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.binary.Node;
import io.wigwag.interop.drive.DriverEvent;
import io.wigwag.sandbox.phone.CallSignal;
import io.wigwag.sandbox.phone.VirtualPhone;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// Calls that ring at a client, and what it says of them. No client here can talk.
@ParameterizedClass
@EnumSource(names = {"V7_RC14", "V6_7_24", "WIGWAG"})
class CallScenarioTest extends Scenarios {
    private final Companion ana;
    private final Companion beside;
    private final Companion bob;
    private final VirtualPhone pia;

    CallScenarioTest(Client version, Stage stage) throws Exception {
        super(version, stage);
        ana = stage.beside(version, "ana", 1);
        beside = stage.beside(partner, "ana", 2);
        bob = stage.alone(partner, "bob");
        pia = stage.phone("pia");
    }

    private static DriverEvent rings(Companion who, String call) throws Exception {
        return signal(who, call, "offer");
    }

    private static DriverEvent signal(Companion who, String call, String status) throws Exception {
        return who.takes(
                "call",
                event -> event.text("id").equals(call) && event.text("status").equals(status));
    }

    /// As a client's own code would do it, had it any; the service's answer comes back.
    private static void says(Companion who, String to, String signal, String call, Object... content) throws Exception {
        var jid = who.state().path("jid").asString();
        var inner = stanza(signal, Map.of("call-id", call, "call-creator", jid), content);
        var answer = who.asks(stanza("call", Map.of("to", to), inner));
        assertThat(answer.path("attrs").path("type").asString()).isEqualTo(signal);
    }

    @Scenario("calls: a phone rings on every device, and is declined on one")
    void aClientDeclines() throws Exception {
        var call = pia.call(ana.number(), CallSignal.offer(true));
        var offer = rings(ana, call);
        assertThat(offer.flag("isVideo")).isTrue();
        assertThat(offer.flag("isGroup")).isFalse();
        rings(beside, call);

        ana.does(command("rejectCall").with("call", call).with("from", offer.text("from")));
        signal(beside, call, "reject");
        assertThat(pia.heard())
                .filteredOn(node -> node.is("call"))
                .flatExtracting(Node::children)
                .anyMatch(signal -> signal.is("reject") && signal.attributes().is("call-id", call));
    }

    @Scenario("calls: whoever is called too late hears that it is over")
    void aPhoneHangsUp() throws Exception {
        var call = pia.call(ana.number(), CallSignal.offer(false));
        assertThat(rings(ana, call).flag("isVideo")).isFalse();
        pia.call(ana.number(), CallSignal.of("terminate", call));
        for (var device : List.of(ana, beside)) {
            signal(device, call, "terminate");
        }
    }

    @Scenario("calls: from a client to a client and to a phone")
    void aClientCalls() throws Exception {
        var audio = stanza("audio", Map.of("enc", "opus", "rate", "16000"));
        says(ana, bob.number(), "offer", "C0FFEE01", audio);
        var offer = rings(bob, "C0FFEE01");
        assertThat(Companion.bare(offer.text("chatId"))).isIn(ana.number(), ana.lid());
        bob.does(command("rejectCall").with("call", "C0FFEE01").with("from", offer.text("from")));
        signal(ana, "C0FFEE01", "reject");

        says(ana, pia.pn().toString(), "offer", "C0FFEE02", audio);
        says(ana, pia.pn().toString(), "terminate", "C0FFEE02");
        assertThat(pia.heard())
                .filteredOn(node -> node.is("call"))
                .flatExtracting(Node::children)
                .filteredOn(signal -> signal.attributes().is("call-id", "C0FFEE02"))
                .extracting(Node::tag)
                .containsExactly("offer", "terminate");
    }
}
