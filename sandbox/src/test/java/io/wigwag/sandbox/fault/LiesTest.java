package io.wigwag.sandbox.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.wigwag.core.binary.Node;
import io.wigwag.core.octets.Octets;
import io.wigwag.proto.appstate.SyncdPatch;
import io.wigwag.proto.pairing.ADVKeyIndexList;
import io.wigwag.proto.pairing.ADVSignedKeyIndexList;
import io.wigwag.sandbox.identity.NoiseIdentity;
import io.wigwag.sandbox.world.Device;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LiesTest {
    private OneClient ann;

    @BeforeEach
    void start() throws Exception {
        ann = new OneClient();
    }

    @AfterEach
    void end() {
        assertThat(ann.sandbox.exchange().loop().failures()).isZero();
        ann.close();
    }

    private Node told(Action lie, Node truth) throws Exception {
        ann.rule(Match.stanza(Direction.OUT, "iq"), lie);
        ann.hears(truth);
        return ann.last();
    }

    @Test
    void bundlesComeWithoutAOneTimeKey() throws Exception {
        var user = Node.tag("user")
                .child(Node.tag("identity").bytes(Octets.ofHex("01")))
                .child(Node.tag("skey"))
                .child(Node.tag("key"));
        var came = told(
                new Action.PreKeysExhausted(),
                Node.tag("iq").child(Node.tag("list").child(user)).build());
        var bundle = came.requireChild("list").requireChild("user");
        assertThat(bundle.child("key")).isEmpty();
        assertThat(bundle.child("skey")).isPresent();
        assertThat(bundle.child("identity")).isPresent();
    }

    @Test
    void noKeyIsLeftForItsOwner() throws Exception {
        var came = told(
                new Action.PreKeysExhausted(),
                Node.tag("iq").child(Node.tag("count").attribute("value", "50")).build());
        assertThat(came.requireChild("count").attributes().is("value", "0")).isTrue();
    }

    @Test
    void aDigestIsNotThatOfTheKeys() throws Exception {
        var hash = Octets.ofHex("00112233");
        var came = told(
                new Action.WrongDigest(),
                Node.tag("iq")
                        .child(Node.tag("digest").child(Node.tag("hash").bytes(hash)))
                        .build());
        assertThat(came.requireChild("digest").requireChild("hash").requireBytes())
                .isNotEqualTo(hash);
    }

    @Test
    void aPatchCarriesAWrongCodeInOneCollectionOnly() throws Exception {
        var mac = ByteString.copyFrom(new byte[32]);
        var patch = SyncdPatch.newBuilder().setPatchMac(mac).build();
        var sync = Node.tag("sync");
        for (var name : new String[] {"regular", "regular_low"}) {
            sync.child(Node.tag("collection")
                    .attribute("name", name)
                    .child(Node.tag("patches").child(Node.tag("patch").bytes(Octets.wrap(patch.toByteArray())))));
        }
        var came =
                told(new Action.WrongMac("regular"), Node.tag("iq").child(sync).build());
        for (var collection : came.requireChild("sync").children("collection")) {
            var read = SyncdPatch.parseFrom(collection
                    .requireChild("patches")
                    .requireChild("patch")
                    .requireBytes()
                    .asBuffer());
            assertThat(read.getPatchMac().equals(mac))
                    .isEqualTo(collection.attributes().is("name", "regular_low"));
        }
    }

    private Node answer(Device... devices) {
        var list = Node.tag("device-list");
        for (var device : devices) {
            list.child(Node.tag("device").attribute("id", device.number()));
        }
        var account = ann.device.account();
        return Node.tag("iq")
                .child(Node.tag("usync")
                        .child(Node.tag("list")
                                .child(Node.tag("user")
                                        .attribute("jid", account.pn())
                                        .child(Node.tag("devices")
                                                .child(list)
                                                .child(Node.tag("key-index-list")
                                                        .attribute("ts", "1")
                                                        .bytes(account.signedKeyIndexList()))))))
                .build();
    }

    @Test
    void aDeviceListIsThatOfSomeTimeAgo() throws Exception {
        ann.passes(Duration.ofMinutes(1));
        var loop = ann.sandbox.exchange().loop();
        var late = loop.call(() -> ann.device
                .account()
                .addCompanion(
                        1,
                        2,
                        new Device.Registration(
                                ann.device.noiseKey().orElseThrow(),
                                ann.device.identity(),
                                8,
                                ann.device.preKeys().signed()),
                        Octets.EMPTY,
                        ann.sandbox.clock().instant()));
        var truth = loop.call(() -> answer(ann.device, late));
        var came = told(new Action.StaleDeviceList(Duration.ofSeconds(30)), truth);
        var devices = came.requireChild("usync")
                .requireChild("list")
                .requireChild("user")
                .requireChild("devices");
        assertThat(devices.requireChild("device-list").children())
                .extracting(device -> device.attributes().requireText("id"))
                .containsExactly("0");
        var signed = ADVSignedKeyIndexList.parseFrom(
                devices.requireChild("key-index-list").requireBytes().asBuffer());
        assertThat(ADVKeyIndexList.parseFrom(signed.getDetails()).getValidIndexesList())
                .containsExactly(0, 1);
        ann.passes(Duration.ofSeconds(30));
        ann.hears(truth);
        assertThat(ann.last()
                        .requireChild("usync")
                        .requireChild("list")
                        .requireChild("user")
                        .requireChild("devices")
                        .requireChild("device-list")
                        .children())
                .hasSize(2);
    }

    @Test
    void aHelloIsAnsweredAsTheRulesHaveIt() {
        var faults = ann.sandbox.faults();
        assertThat(HandshakeFaults.hello(faults, new Place()))
                .isEqualTo(new HandshakeFaults.Hello(NoiseIdentity.Flaw.NONE, true, false));
        var handshakes = Match.all(Layer.HANDSHAKE, Direction.OUT);
        ann.rule(handshakes, new Action.ForceFallback());
        assertThat(HandshakeFaults.hello(faults, new Place()).resumes()).isFalse();
        ann.rule(handshakes, new Action.ForceFirst());
        assertThat(HandshakeFaults.hello(faults, new Place()).first()).isTrue();
        ann.rule(handshakes, new Action.BadCertificate(NoiseIdentity.Flaw.EXPIRED));
        assertThat(HandshakeFaults.hello(faults, new Place()).flaw()).isEqualTo(NoiseIdentity.Flaw.EXPIRED);
    }
}
