package io.wigwag.core.people;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.binary.Node;
import io.wigwag.core.binary.NodeBuilder;
import io.wigwag.core.id.Jid;
import io.wigwag.core.octets.Octets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BundlesTest {
    private static final Jid ANNA = PeopleFixture.jid("7001@lid");

    private final PeopleFixture fixture = new PeopleFixture();
    private final Bundles bundles = new Bundles(fixture.state, fixture.aliases);

    private static NodeBuilder keys(NodeBuilder parent, boolean oneTime) {
        parent.child(Node.tag("registration").bytes(Octets.ofHex("00001234")))
                .child(Node.tag("type").bytes(Octets.ofHex("05")))
                .child(Node.tag("identity").bytes(Octets.ofHex("11".repeat(32))))
                .child(Node.tag("skey")
                        .child(Node.tag("id").bytes(Octets.ofHex("000007")))
                        .child(Node.tag("value").bytes(Octets.ofHex("22".repeat(32))))
                        .child(Node.tag("signature").bytes(Octets.ofHex("33".repeat(64)))));
        return oneTime
                ? parent.child(Node.tag("key")
                        .child(Node.tag("id").bytes(Octets.ofHex("010000")))
                        .child(Node.tag("value").bytes(Octets.ofHex("44".repeat(32)))))
                : parent;
    }

    private static NodeBuilder user(int device) {
        return Node.tag("user").attribute("jid", ANNA.withDevice(device));
    }

    private static NodeBuilder result(NodeBuilder... users) {
        var list = Node.tag("list");
        for (var user : users) {
            list.child(user);
        }
        return Node.tag("iq").attribute("type", "result").child(list);
    }

    @Test
    void oneBrokenAnswerHarmsNoOther() throws Exception {
        fixture.answers.put(
                "encrypt",
                _ -> result(
                        keys(user(0), true),
                        keys(user(1), false),
                        user(2).child(Node.tag("error").attribute("code", 406)),
                        user(3).child(Node.tag("registration").bytes(Octets.ofHex("12"))),
                        keys(user(4), true).child(Node.tag("device-identity").bytes(Octets.ofHex("0a00")))));
        var devices = new ArrayList<Jid>();
        for (var i = 0; i < 6; i++) {
            devices.add(ANNA.withDevice(i));
        }

        var fetched = bundles.fetch(fixture.line, devices, false);

        assertThat(fetched).hasSize(5);
        assertThat(fetched.get(ANNA)).isInstanceOfSatisfying(FetchedBundle.Usable.class, usable -> {
            assertThat(usable.keys().registrationId()).isEqualTo(0x1234);
            assertThat(usable.keys().preKey().orElseThrow().id()).isEqualTo(0x10000);
            assertThat(usable.keys().signedPreKey().id()).isEqualTo(7);
        });
        assertThat(fetched.get(ANNA.withDevice(1)))
                .isInstanceOfSatisfying(
                        FetchedBundle.Usable.class,
                        usable -> assertThat(usable.keys().preKey()).isEmpty());
        assertThat(fetched.get(ANNA.withDevice(2)))
                .isEqualTo(new FetchedBundle.Refused(FetchedBundle.Refused.NOT_LINKED));
        assertThat(fetched.get(ANNA.withDevice(3))).isInstanceOf(FetchedBundle.Unusable.class);
        assertThat(fetched.get(ANNA.withDevice(4)))
                .as("a device for which its account does not vouch")
                .isInstanceOf(FetchedBundle.Unusable.class);
    }

    @Test
    void manyDevicesAreAskedForInParcels() throws Exception {
        fixture.answers.put("encrypt", _ -> result());
        var devices = new ArrayList<Jid>();
        for (var i = 0; i < 500; i++) {
            devices.add(PeopleFixture.jid("90" + i + "@lid"));
        }
        assertThat(bundles.fetch(fixture.line, devices, true)).isEmpty();
        assertThat(fixture.asked).hasSize(3);
        assertThat(fixture.asked.getFirst().requireChild("key").children("user"))
                .hasSize(Bundles.BATCH)
                .allSatisfy(user ->
                        assertThat(user.attributes().requireText("reason")).isEqualTo("identity"));
        assertThat(bundles.fetch(fixture.line, List.of(), false)).isEmpty();
        assertThat(fixture.asked).hasSize(3);
    }

    @Test
    void aLostSessionIsAskedForByItsRegistration() throws Exception {
        fixture.answers.put(
                "encrypt",
                _ -> result(Node.tag("user")
                        .attribute("jid", ANNA)
                        .child(keys(Node.tag("device").attribute("id", 3), true))));
        assertThat(bundles.fetchMissing(fixture.line, ANNA.withDevice(3), 0x1234))
                .get()
                .isInstanceOf(FetchedBundle.Usable.class);
        assertThat(bundles.fetchMissing(fixture.line, ANNA.withDevice(4), 0x1234))
                .isEmpty();
        assertThat(fixture.asked.getFirst().requireChild("key_fetch"))
                .isEqualTo(Node.tag("key_fetch")
                        .child(Node.tag("user")
                                .attribute("jid", ANNA)
                                .attribute("reason", "identity")
                                .child(Node.tag("device")
                                        .attribute("id", 3)
                                        .child(Node.tag("registration").bytes(Octets.ofHex("00001234")))))
                        .build());
        fixture.answers.put(
                "encrypt",
                _ -> result(Node.tag("user")
                        .attribute("jid", ANNA)
                        .child(Node.tag("error").attribute("code", 404))));
        assertThat(bundles.fetchMissing(fixture.line, ANNA.withDevice(3), 1)).contains(new FetchedBundle.Refused(404));
    }
}
