package io.wigwag.sandbox.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.id.Jid;
import io.wigwag.sandbox.TestCompanion;
import io.wigwag.sandbox.TestLink;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// An account goes over in the middle of a burst, before the eyes of two clients.
class LidMigrationRoutesTest extends ThroughAdmin {
    private static final String ANN = "/admin/phones/name:ann";

    @Test
    void aBurstChangesItsAddressForTwoClients() throws Exception {
        call("POST", "/admin/phones", "{'pushName':'ann'}");
        var bob = TestCompanion.linked(sandbox, "bob");
        var carol = TestCompanion.linked(sandbox, "carol");
        try (var one = bob.online();
                var other = carol.online()) {
            var answer = call("POST", ANN + "/lid-migration", "{'afterMessages':5}");
            assertThat(answer.path("addressing").asString()).isEqualTo("pn");
            assertThat(answer.path("messagesLeft").asInt()).isEqualTo(5);
            call("PUT", "/admin/clock", "{'mode':'manual'}");
            for (var name : List.of("bob", "carol")) {
                call("POST", ANN + "/messages:burst", """
                        {'count':4,'ratePerSecond':1,'template':{'to':'name:NAME','text':'no. {n}'}}""".replace("NAME", name));
            }

            call("POST", "/admin/clock/advance", "{'ms':5000}");

            var pn = account("ann").pn();
            var lid = account("ann").lid();
            assertThat(senders(one)).containsExactly(pn, pn, pn, lid);
            assertThat(senders(other)).containsExactly(pn, pn, lid, lid);
            assertThat(call("GET", ANN, "").path("addressing").asString()).isEqualTo("lid");
        }
    }

    private static List<Jid> senders(TestLink link) throws Exception {
        var senders = new ArrayList<Jid>();
        for (var n = 1; n <= 4; n++) {
            senders.add(
                    link.await(node -> node.is("message") && !node.attributes().is("category", "peer"))
                            .attributes()
                            .requireJid("from"));
        }
        return senders;
    }

    @Test
    void aNumberThatCannotBeIsRefused() throws Exception {
        call("POST", "/admin/phones", "{'pushName':'ann'}");
        assertThat(status("POST", ANN + "/lid-migration", "{'afterMessages':-1}"))
                .isEqualTo(400);
        assertThat(status("POST", ANN + "/lid-migration", "")).isEqualTo(202);
        assertThat(call("GET", ANN, "").path("addressing").asString()).isEqualTo("lid");
    }
}
