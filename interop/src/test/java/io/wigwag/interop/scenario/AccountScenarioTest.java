package io.wigwag.interop.scenario;

import static io.wigwag.interop.scenario.Companion.command;
import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.sandbox.phone.VirtualPhone;
import java.util.List;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// One account on three devices: its phone, and companions of two versions.
@ParameterizedClass
@EnumSource(names = {"V7_RC14", "V6_7_24"})
class AccountScenarioTest extends Scenarios {
    private final Companion first;
    private final Companion second;
    private final VirtualPhone phone;
    private final Companion bob;

    AccountScenarioTest(Client version, Stage stage) throws Exception {
        super(version, stage);
        first = stage.beside(version, "ana", 1);
        second = stage.beside(partner, "ana", 2);
        phone = stage.phone("ana");
        bob = stage.alone(partner, "bob");
    }

    @Scenario("several devices: what one sends, the others show; what comes, all show")
    void allDevicesShowAllMessages() throws Exception {
        var sent = first.says(bob.number(), "from the first");
        bob.hears(sent);
        var copy = second.hears(sent);
        assertThat(copy.flag("fromMe")).isTrue();
        assertThat(copy.text("chat")).isIn(bob.number(), bob.lid());
        assertThat(copy.text("text")).isEqualTo("from the first");
        assertThat(phone.awaitText("from the first", PATIENCE).own()).isTrue();

        var other = second.says(bob.number(), "from the second");
        bob.hears(other);
        assertThat(first.hears(other).flag("fromMe")).isTrue();
        var third = phone.sendText(bob.number(), "from the phone");
        bob.hears(third.id());
        for (var device : List.of(first, second)) {
            assertThat(device.hears(third.id()).flag("fromMe")).isTrue();
        }

        var answer = bob.says(first.number(), "to all of you");
        for (var device : List.of(first, second)) {
            assertThat(device.hears(answer).text("text")).isEqualTo("to all of you");
        }
        phone.awaitText("to all of you", PATIENCE);
    }

    @Scenario("several devices: what one has read, the others know of")
    void readingIsShared() throws Exception {
        var id = bob.says(first.number(), "read me once");
        first.hears(id);
        second.hears(id);
        first.does(command("readMessage").with("target", id));
        second.receipt("read", id);
        bob.receipt("read", id);
    }
}
