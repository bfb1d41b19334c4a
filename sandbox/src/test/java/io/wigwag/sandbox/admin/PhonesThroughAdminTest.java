package io.wigwag.sandbox.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.core.binary.Node;
import io.wigwag.core.id.Jid;
import io.wigwag.sandbox.TestCompanion;
import io.wigwag.sandbox.appstate.CollectionName;
import io.wigwag.sandbox.server.LinkRefused;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What owners of phones do to their accounts, and messages that go later.
final class PhonesThroughAdminTest extends ThroughAdmin {
    private static final String ANN = "/admin/phones/name:ann";

    @Test
    void aNewPhoneUnlinksItsCompanionsAndHasAnotherIdentity() throws Exception {
        var ann = TestCompanion.linked(sandbox, "ann");
        var before = call("GET", ANN, "").path("identityKeyBase64").asString();
        try (var link = ann.online()) {
            var after = call("POST", ANN + "/identity/rotate", "");
            assertThat(after.path("identityKeyBase64").asString()).isNotEqualTo(before);
            assertThat(after.path("companions").size()).isZero();
            link.await(node -> node.is("stream:error") && node.child("conflict").isPresent());
            link.awaitClose();
        }
        assertThat(status("POST", "/admin/phones/name:nobody/identity/rotate", ""))
                .isEqualTo(404);
    }

    @Test
    void aNameFromOutsideIsInTheAppStateAndCompanionsHearOfIt() throws Exception {
        var ann = TestCompanion.linked(sandbox, "ann");
        try (var link = ann.online()) {
            for (var change : new String[][] {
                {"PUT", ANN + "/push-name", "Ann B."},
                {"PATCH", ANN, "Ann C."}
            }) {
                var shown = call(change[0], change[1], "{'pushName':'" + change[2] + "'}");
                assertThat(shown.path("pushName").asString()).isEqualTo(change[2]);
                link.await(node -> node.is("notification") && node.attributes().is("type", "server_sync"));
                var account = account("ann");
                assertThat(sandbox.exchange()
                                .loop()
                                .call(() -> sandbox.phones()
                                        .personalState()
                                        .entries(account, CollectionName.CRITICAL_BLOCK)))
                        .anyMatch(entry ->
                                entry.getValue().getPushNameSetting().getName().equals(change[2]));
            }
        }
    }

    @Test
    void contactsAreWrittenIntoTheAppState() throws Exception {
        call("POST", "/admin/phones", "{'pushName':'bob'}");
        var ann = TestCompanion.linked(sandbox, "ann");
        var bob = account("bob");
        try (var link = ann.online()) {
            var written =
                    call("POST", ANN + "/contacts", "{'contacts':[{'account':'name:bob','fullName':'Bob Example'}]}");
            assertThat(written.path("version").asLong()).isPositive();
            link.await(node -> node.is("notification") && node.attributes().is("type", "server_sync"));
        }
        var account = account("ann");
        assertThat(sandbox.exchange()
                        .loop()
                        .call(() ->
                                sandbox.phones().personalState().entries(account, CollectionName.CRITICAL_UNBLOCK_LOW)))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.getIndex().toStringUtf8()).isEqualTo("[\"contact\",\"" + bob.pn() + "\"]");
                    assertThat(entry.getValue().getContactAction().getFullName())
                            .isEqualTo("Bob Example");
                    assertThat(entry.getValue().getContactAction().getLidJid())
                            .isEqualTo(bob.lid().toString());
                });
        assertThat(status("POST", ANN + "/contacts", "{'contacts':[]}")).isEqualTo(400);
        assertThat(status("POST", ANN + "/contacts", "{'contacts':['bob']}")).isEqualTo(400);
        assertThat(status("POST", ANN + "/contacts", "{'contacts':[{'account':'name:x','fullName':'X'}]}"))
                .isEqualTo(404);
    }

    @Test
    void anAccountHasNoMoreCompanionsThanItMay() throws Exception {
        var made = call("POST", "/admin/phones", "{'pushName':'ann','companionLimit':1}");
        assertThat(made.path("companionLimit").asInt()).isEqualTo(1);
        var account = Optional.of(account("ann"));
        new TestCompanion(sandbox, "first").link(account);
        var second = new TestCompanion(sandbox, "second");
        assertThatThrownBy(() -> second.link(account)).isInstanceOf(LinkRefused.class);
        call("PATCH", ANN, "{'companionLimit':2}");
        second.link(account);
        assertThat(status("PATCH", ANN, "{'companionLimit':-1}")).isEqualTo(400);
    }

    @Test
    void anAccountBecomesABusinessThatOthersSee() throws Exception {
        var made = call("POST", "/admin/phones", "{'pushName':'shop','business':{'name':'Shop & Co.'}}");
        assertThat(made.path("business").path("name").asString()).isEqualTo("Shop & Co.");
        try (var link = TestCompanion.linked(sandbox, "ann").online()) {
            var answer = link.query(Node.tag("iq")
                    .attribute("to", Jid.SERVER)
                    .attribute("type", "get")
                    .attribute("xmlns", "usync")
                    .child(Node.tag("usync")
                            .attribute("sid", "1")
                            .attribute("mode", "query")
                            .attribute("last", "true")
                            .attribute("index", "0")
                            .attribute("context", "interactive")
                            .child(Node.tag("query").child(Node.tag("business").child(Node.tag("verified_name"))))
                            .child(Node.tag("list")
                                    .child(Node.tag("user")
                                            .attribute("jid", account("shop").pn()))))
                    .build());
            assertThat(answer.toString()).contains("verified_name");
        }
        assertThat(status("PATCH", "/admin/phones/name:shop", "{'business':{}}"))
                .isEqualTo(400);
    }

    private void stopTheClock() throws Exception {
        call("PUT", "/admin/clock", "{'mode':'manual','now':'2030-01-01T00:00:00Z'}");
        call("POST", "/admin/phones", "{'pushName':'ann'}");
        call("POST", "/admin/phones", "{'pushName':'bob'}");
    }

    private List<String> inbox() throws Exception {
        var texts = new ArrayList<String>();
        call("GET", "/admin/phones/name:bob/inbox?limit=1000", "")
                .path("messages")
                .forEach(message -> texts.add(message.path("text").asString()));
        return texts;
    }

    @Test
    void aMessageGoesLaterByTheSandboxsClock() throws Exception {
        stopTheClock();
        var later = call("POST", ANN + "/messages", "{'to':'name:bob','text':'late','delayMs':5000}");
        assertThat(later.path("dueAt").asString()).isEqualTo("2030-01-01T00:00:05Z");
        sandbox.exchange().loop().advance(Duration.ofMillis(4999));
        assertThat(inbox()).isEmpty();
        sandbox.exchange().loop().advance(Duration.ofMillis(1));
        assertThat(inbox()).containsExactly("late");
    }

    @Test
    void aBurstComesInItsOrderAndAtItsPace() throws Exception {
        stopTheClock();
        var burst = "{'count':5,'ratePerSecond':2,'template':{'to':'name:bob','text':'no. {n}'}}";
        var last = call("POST", ANN + "/messages:burst", burst);
        assertThat(last.path("dueAt").asString()).isEqualTo("2030-01-01T00:00:02Z");
        sandbox.exchange().loop().advance(Duration.ofSeconds(1));
        assertThat(inbox()).containsExactly("no. 1", "no. 2", "no. 3");
        sandbox.exchange().loop().advance(Duration.ofSeconds(1));
        assertThat(inbox()).containsExactly("no. 1", "no. 2", "no. 3", "no. 4", "no. 5");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'template':{'to':'name:bob','text':'x'}}",
                "{'count':10001,'template':{'to':'name:bob','text':'x'}}",
                "{'count':1}",
                "{'count':1,'template':'x'}",
                "{'count':1,'template':{'to':'name:bob','text':'x','id':'A'}}",
                "{'count':1,'ratePerSecond':0,'template':{'to':'name:bob','text':'x'}}",
                "{'count':1,'template':{'to':'name:bob'}}"
            })
    void aBurstThatCannotBeIsRefusedWhole(String body) throws Exception {
        stopTheClock();
        assertThat(status("POST", ANN + "/messages:burst", body)).isEqualTo(400);
        sandbox.exchange().loop().advance(Duration.ofSeconds(1));
        assertThat(inbox()).isEmpty();
    }
}
