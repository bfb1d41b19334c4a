package io.wigwag.core.people;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.binary.Node;
import io.wigwag.core.binary.NodeBuilder;
import io.wigwag.core.id.Jid;
import io.wigwag.core.id.ParticipantHash;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.port.StateChange;
import io.wigwag.proto.pairing.ADVKeyIndexList;
import io.wigwag.proto.pairing.ADVSignedKeyIndexList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class DevicesTest {
    private static final Jid ANNA = PeopleFixture.jid("491111@s.whatsapp.net");
    private static final Jid ANNAS_LID = PeopleFixture.jid("7001@lid");

    private final PeopleFixture fixture = new PeopleFixture();
    private final Devices devices = new Devices(fixture.state, fixture.aliases, () -> fixture.now);
    private final Map<String, List<NodeBuilder>> known = new LinkedHashMap<>();
    private final Map<String, NodeBuilder> signed = new LinkedHashMap<>();

    {
        known.put("491111", List.of(plain(0), linked(3), linked(5)));
        fixture.answers.put("usync", this::answer);
    }

    private static NodeBuilder plain(int id) {
        return Node.tag("device").attribute("id", id);
    }

    private static NodeBuilder linked(int id) {
        return plain(id).attribute("key-index", id);
    }

    private static NodeBuilder indexes(int current, Integer... valid) {
        var list = ADVKeyIndexList.newBuilder()
                .setRawId(1)
                .setTimestamp(1)
                .setCurrentIndex(current)
                .addAllValidIndexes(List.of(valid));
        return Node.tag("key-index-list")
                .attribute("ts", 1)
                .bytes(Octets.wrap(ADVSignedKeyIndexList.newBuilder()
                        .setDetails(list.build().toByteString())
                        .build()
                        .toByteArray()));
    }

    private NodeBuilder answer(Node question) {
        var list = Node.tag("list");
        question.child("usync")
                .orElseThrow()
                .child("list")
                .orElseThrow()
                .children("user")
                .forEach(user -> {
                    var jid = PeopleFixture.jid(user.attributes().text("jid").orElseThrow());
                    var one = Node.tag("user").attribute("jid", jid);
                    var theirs = known.get(jid.isLid() ? "491111" : jid.user());
                    if (theirs != null) {
                        var each = Node.tag("device-list");
                        theirs.forEach(each::child);
                        one.child(Node.tag("devices")
                                .child(each)
                                .child(signed.getOrDefault(jid.user(), indexes(5, 0, 3, 5))));
                        one.child(Node.tag("lid").attribute("val", ANNAS_LID));
                    }
                    list.child(one);
                });
        return Node.tag("iq")
                .attribute("type", "result")
                .child(Node.tag("usync").child(list));
    }

    private List<Jid> ofAnna() throws Exception {
        return devices.of(fixture.line, List.of(ANNA)).getOrDefault(ANNA, List.of());
    }

    private static List<Jid> annas(int... numbers) {
        var all = new ArrayList<Jid>();
        for (var number : numbers) {
            all.add(ANNA.withDevice(number));
        }
        return all;
    }

    private static Node notification(NodeBuilder change) {
        return Node.tag("notification")
                .attribute("type", "devices")
                .attribute("from", ANNA)
                .attribute("lid", ANNAS_LID)
                .attribute("id", "1")
                .child(change)
                .build();
    }

    private String hash(int... numbers) {
        return ParticipantHash.of(annas(numbers));
    }

    @Test
    void aListIsAskedForOnceUnderWhateverName() throws Exception {
        assertThat(ofAnna()).isEqualTo(annas(0, 3, 5));
        assertThat(ofAnna()).isEqualTo(annas(0, 3, 5));
        assertThat(devices.of(fixture.line, List.of(ANNAS_LID)))
                .isEqualTo(Map.of(ANNAS_LID, List.of(ANNAS_LID, ANNAS_LID.withDevice(3), ANNAS_LID.withDevice(5))));

        assertThat(fixture.asked).hasSize(1);
        assertThat(fixture.aliases.canonical(ANNA)).isEqualTo(ANNAS_LID);
        var parts = fixture.asked
                .getFirst()
                .requireChild("usync")
                .requireChild("query")
                .children();
        assertThat(parts).extracting(Node::tag).containsExactly("devices", "lid");
    }

    @Test
    void manyAccountsAreAskedForInParcels() throws Exception {
        var people = new ArrayList<Jid>();
        for (var i = 0; i < 600; i++) {
            people.add(PeopleFixture.jid("4980" + i + "@s.whatsapp.net"));
        }
        assertThat(devices.of(fixture.line, people)).isEmpty();
        assertThat(fixture.asked).hasSize(3);
    }

    @Test
    void devicesForWhichTheAccountDoesNotVouchAreLeftOut() throws Exception {
        // 4 is not listed, 9 is newer than the list, 6 gives no index at all.
        known.put("491111", List.of(plain(0), linked(3), linked(4), linked(9), plain(6)));
        assertThat(ofAnna()).isEqualTo(annas(0, 3, 9));
    }

    @Test
    void hostedDevicesStandInASpaceOfTheirOwn() throws Exception {
        known.put("491111", List.of(plain(0), linked(99).attribute("is_hosted", "true")));
        assertThat(ofAnna()).containsExactly(ANNA, PeopleFixture.jid("491111:99@hosted"));
        assertThat(devices.of(fixture.line, List.of(ANNAS_LID)).get(ANNAS_LID))
                .containsExactly(ANNAS_LID, PeopleFixture.jid("7001:99@hosted.lid"));
    }

    @Test
    void anAdditionWhoseHashFitsIsTakenOver() throws Exception {
        assertThat(ofAnna()).hasSize(3);
        devices.changed(notification(Node.tag("add")
                .attribute("device_hash", hash(0, 3, 5, 7))
                .child(Node.tag("device").attribute("jid", ANNA.withDevice(7)).attribute("key-index", 7))
                .child(indexes(7, 0, 3, 5, 7))));

        assertThat(ofAnna()).isEqualTo(annas(0, 3, 5, 7));
        assertThat(fixture.asked).hasSize(1);
    }

    @Test
    void aRemovalTakesTheDeviceAway() throws Exception {
        assertThat(ofAnna()).hasSize(3);
        devices.changed(notification(Node.tag("remove")
                .attribute("device_hash", hash(0, 5))
                .child(Node.tag("device").attribute("jid", ANNA.withDevice(3)).attribute("key-index", 3))
                .child(indexes(5, 0, 5))));

        assertThat(ofAnna()).isEqualTo(annas(0, 5));
        assertThat(fixture.asked).hasSize(1);
    }

    /// The list is made by the account's own phone: what it holds is no reason to write to nobody else.
    @Test
    void aListThatCanNotBeReadCostsItsOwnAccountAlone() throws Exception {
        known.put("492222", List.of(plain(0), linked(3)));
        signed.put("492222", Node.tag("key-index-list").attribute("ts", 1).bytes(Octets.ofHex("ff00")));
        var ben = PeopleFixture.jid("492222@s.whatsapp.net");
        var found = devices.of(fixture.line, List.of(ANNA, ben));
        assertThat(found.get(ANNA)).isEqualTo(annas(0, 3, 5));
        assertThat(found.get(ben)).containsExactly(ben);
    }

    @Test
    void aChangeThatDoesNotFitMakesUsAskAgain() throws Exception {
        var misfits = List.of(
                Node.tag("add")
                        .attribute("device_hash", hash(0, 3, 5, 7, 8))
                        .child(Node.tag("device")
                                .attribute("jid", ANNA.withDevice(7))
                                .attribute("key-index", 7))
                        .child(indexes(7, 0, 3, 5, 7)),
                Node.tag("update").attribute("hash", "abcd"),
                Node.tag("add").child(Node.tag("device")),
                Node.tag("remove").attribute("device_hash", "2:AAAAAAAA"));
        for (var misfit : misfits) {
            assertThat(ofAnna()).hasSize(3);
            var asked = fixture.asked.size();
            devices.changed(notification(misfit));
            assertThat(ofAnna()).hasSize(3);
            assertThat(fixture.asked).hasSize(asked + 1);
        }
    }

    @Test
    void ourOwnListComesWhole() throws Exception {
        devices.changed(Node.tag("notification")
                .attribute("type", "account_sync")
                .attribute("from", fixture.own.phone().bare())
                .attribute("id", "1")
                .child(Node.tag("devices")
                        .child(Node.tag("device")
                                .attribute("jid", fixture.own.phone().bare()))
                        .child(Node.tag("device")
                                .attribute("jid", fixture.own.phone().withDevice(8))
                                .attribute("key-index", 2))
                        .child(indexes(2, 0, 2)))
                .build());
        var ours = fixture.own.phone().bare();
        assertThat(devices.of(fixture.line, List.of(ours)).get(ours)).containsExactly(ours, ours.withDevice(8));
        assertThat(fixture.asked).isEmpty();
    }

    @Test
    void recordsComeBackAsTheyWereAndForeignOnesAreAskedForAnew() throws Exception {
        var list = new DeviceList(
                List.of(
                        new DeviceList.Entry(3, OptionalInt.of(-1), false),
                        new DeviceList.Entry(99, OptionalInt.of(7), true)),
                fixture.now);
        assertThat(DeviceList.parse(list.toOctets())).contains(list);
        assertThat(list.has(0)).isTrue();
        for (var cut = 0; cut < list.toOctets().size(); cut++) {
            assertThat(DeviceList.parse(list.toOctets().slice(0, cut))).isEmpty();
        }
        fixture.state.commit(List.of(new StateChange.PutDeviceList("491111", Octets.ofHex("0911"))));
        assertThat(ofAnna()).hasSize(3);
    }

    @Test
    void numbersAreLookedUpByTheirEcho() throws Exception {
        fixture.answers.put(
                "usync",
                _ -> Node.tag("iq")
                        .attribute("type", "result")
                        .child(Node.tag("usync")
                                .child(Node.tag("list")
                                        .child(Node.tag("user")
                                                .attribute("jid", PeopleFixture.jid("551187654321@s.whatsapp.net"))
                                                .child(Node.tag("contact")
                                                        .attribute("type", "in")
                                                        .text("+5511987654321"))
                                                .child(Node.tag("lid").attribute("val", PeopleFixture.jid("7009@lid"))))
                                        .child(Node.tag("user")
                                                .attribute("jid", "undefined")
                                                .child(Node.tag("contact")
                                                        .attribute("type", "invalid")
                                                        .text("+12")))
                                        .child(Node.tag("user")
                                                .attribute("jid", PeopleFixture.jid("4999@s.whatsapp.net"))
                                                .child(Node.tag("contact")
                                                        .attribute("type", "out")
                                                        .text("+4999"))))));
        var users = fixture.line.ask(UsyncQuery.contacts(List.of("5511987654321", "+12", "4999"), () -> fixture.now));

        assertThat(fixture.asked
                        .getFirst()
                        .requireChild("usync")
                        .requireChild("list")
                        .children("user"))
                .extracting(user -> user.requireChild("contact").requireText())
                .containsExactly("+5511987654321", "+12", "+4999");
        assertThat(users).extracting(UsyncUser::asked).containsExactly("+5511987654321", "+12", "+4999");
        assertThat(users).extracting(user -> user.registered().orElseThrow()).containsExactly(true, false, false);
        assertThat(users.getFirst().jid()).contains(PeopleFixture.jid("551187654321@s.whatsapp.net"));
        assertThat(users.get(1).jid()).isEmpty();
    }
}
