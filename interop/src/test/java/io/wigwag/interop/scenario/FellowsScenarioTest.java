package io.wigwag.interop.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.interop.drive.DriverEvent;
import io.wigwag.interop.drive.DriverOptions;
import java.util.List;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// Clients of different kinds see each other, on one account and on two.
@ParameterizedClass
@EnumSource
class FellowsScenarioTest extends Scenarios {
    private static final int LOGGED_OUT = 401;

    FellowsScenarioTest(Client version, Stage stage) {
        super(version, stage);
    }

    /// The service tells the devices of an account what devices it has.
    private static boolean listsDevices(DriverEvent stanza, int count) {
        var node = stanza.json().path("node");
        var list = node.path("content").path(0);
        return node.path("tag").asString("").equals("notification")
                && node.path("attrs").path("type").asString("").equals("account_sync")
                && list.path("tag").asString("").equals("devices")
                && list.path("content").size() == count;
    }

    @Scenario("two kinds of client on one account see each other, and when one goes")
    void companionsSeeEachOther() throws Exception {
        var phone = stage.phone("una");
        var first = stage.linked(version, phone, stage.options("una").and(DriverOptions.Flag.NODES));
        var second = stage.linked(partner, phone, stage.options("una").and(DriverOptions.Flag.NODES));
        assertThat(stage.inTheWorld(() -> phone.account().companions().size())).isEqualTo(2);
        // Whoever was there hears of the newcomer.
        first.takes("in", event -> listsDevices(event, 3));
        for (var client : List.of(first, second)) {
            assertThat(client.devicesOf(phone.pn().toString())).containsExactly(0, 1, 2);
        }

        phone.logOut(2);
        second.closes(LOGGED_OUT);
        first.takes("in", event -> listsDevices(event, 2));
        assertThat(first.devicesOf(phone.pn().toString())).containsExactly(0, 1);
    }

    @Scenario("two kinds of client on two accounts find each other")
    void accountsFindEachOther() throws Exception {
        var ana = stage.beside(version, "ana", 1);
        var bob = stage.beside(partner, "bob", 1);
        for (var account : List.of(ana.number(), bob.number(), ana.lid(), bob.lid())) {
            assertThat(ana.devicesOf(account)).as(account).containsExactly(0, 1);
            assertThat(bob.devicesOf(account)).as(account).containsExactly(0, 1);
        }
        assertThat(ana.devicesOf("12025550123@s.whatsapp.net")).isEmpty();
    }
}
