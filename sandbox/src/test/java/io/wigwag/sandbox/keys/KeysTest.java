package io.wigwag.sandbox.keys;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.binary.Node;
import io.wigwag.core.crypto.Curve;
import io.wigwag.core.crypto.KeyPair;
import io.wigwag.core.id.Jid;
import io.wigwag.core.octets.Octets;
import io.wigwag.proto.pairing.ADVSignedDeviceIdentity;
import io.wigwag.sandbox.Ask;
import io.wigwag.sandbox.Sandbox;
import io.wigwag.sandbox.TestCompanion;
import io.wigwag.sandbox.TestLink;
import io.wigwag.sandbox.TestSandbox;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeysTest {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Sandbox sandbox = TestSandbox.start();
    private long name;

    @BeforeEach
    void fresh() {
        name++;
    }

    @AfterEach
    void nothingFailedInside() {
        assertThat(sandbox.exchange().loop().failures()).isZero();
    }

    @AfterAll
    void end() {
        sandbox.close();
    }

    private TestCompanion linked(String who) throws Exception {
        return TestCompanion.linked(sandbox, who + name);
    }

    private static Octets bigEndian(int number, int size) {
        var all = ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
        return Octets.wrap(Arrays.copyOfRange(all, Integer.BYTES - size, Integer.BYTES));
    }

    private static Octets value(int id) {
        var key = new byte[32];
        Arrays.fill(key, (byte) id);
        return Octets.wrap(key);
    }

    private static Node oneTime(int id) {
        return Node.tag("key")
                .child(Node.tag("id").bytes(bigEndian(id, 3)))
                .child(Node.tag("value").bytes(value(id)))
                .build();
    }

    private static Node signed(int id, KeyPair key, KeyPair by) {
        var signature = Curve.sign(by.privateKey(), key.publicKey().typed(), RANDOM);
        return Node.tag("skey")
                .child(Node.tag("id").bytes(bigEndian(id, 3)))
                .child(Node.tag("value").bytes(key.publicKey().octets()))
                .child(Node.tag("signature").bytes(Octets.wrap(signature)))
                .build();
    }

    private static Node upload(TestCompanion owner, KeyPair identity, int... ids) {
        var keys = Arrays.stream(ids).mapToObj(KeysTest::oneTime).toList();
        return Ask.set(
                "encrypt",
                Node.tag("registration")
                        .bytes(bigEndian(owner.registrationId, 4))
                        .build(),
                Node.tag("type").bytes(Octets.ofHex("05")).build(),
                Node.tag("identity").bytes(identity.publicKey().octets()).build(),
                Node.tag("list").children(keys).build(),
                signed(1, owner.signedPreKey, identity));
    }

    private static Node upload(TestCompanion owner, int... ids) {
        return upload(owner, owner.identity, ids);
    }

    private static String count(TestLink link) throws Exception {
        return link.query(Ask.get("encrypt", Node.of("count")))
                .requireChild("count")
                .attributes()
                .requireText("value");
    }

    private static Node fetch(TestLink link, Jid... whom) throws Exception {
        var users = new ArrayList<Node>();
        for (var jid : whom) {
            users.add(Node.tag("user").attribute("jid", jid).build());
        }
        return link.query(Ask.get("encrypt", Node.tag("key").children(users).build()))
                .requireChild("list");
    }

    private static Optional<Octets> oneTimeId(Node bundle) {
        return bundle.child("key").flatMap(key -> key.child("id")).flatMap(Node::bytes);
    }

    @Test
    void whatIsUploadedIsCounted() throws Exception {
        var alice = linked("alice");
        try (var link = alice.online()) {
            assertThat(count(link)).isEqualTo("0");
            assertThat(link.query(upload(alice, 5, 6, 7)).attributes().is("type", "result"))
                    .isTrue();
            assertThat(count(link)).isEqualTo("3");

            link.query(upload(alice, 7, 8));
            assertThat(count(link)).as("known ids are replaced, new ones added").isEqualTo("4");
        }
    }

    @Test
    void oneTimeKeysAreGivenOutLowestFirstAndOnce() throws Exception {
        var alice = linked("alice");
        var bob = linked("bob");
        try (var link = alice.online();
                var other = bob.online()) {
            link.query(upload(alice, 300, 7, 70_000));

            var bundles = new ArrayList<Node>();
            for (var i = 0; i < 4; i++) {
                bundles.add(fetch(other, alice.pn()).requireChild("user"));
            }

            assertThat(bundles)
                    .extracting(KeysTest::oneTimeId)
                    .containsExactly(
                            Optional.of(bigEndian(7, 3)),
                            Optional.of(bigEndian(300, 3)),
                            Optional.of(bigEndian(70_000, 3)),
                            Optional.empty());
            assertThat(count(link)).isEqualTo("0");
        }
    }

    @Test
    void aBundleHoldsAllThatASessionNeeds() throws Exception {
        var alice = linked("alice");
        var second = linked("alice");
        var bob = linked("bob");
        try (var link = second.online();
                var other = bob.online()) {
            link.query(upload(second, 9));

            var bundle = fetch(other, second.lid()).requireChild("user");

            assertThat(bundle.attributes().jid("jid")).contains(second.lid());
            assertThat(bundle.requireChild("registration").requireBytes())
                    .isEqualTo(bigEndian(second.registrationId, 4));
            assertThat(bundle.requireChild("type").requireBytes()).isEqualTo(Octets.ofHex("05"));
            assertThat(bundle.requireChild("identity").requireBytes())
                    .isEqualTo(second.identity.publicKey().octets());
            assertThat(bundle.requireChild("skey").requireChild("value").requireBytes())
                    .isEqualTo(second.signedPreKey.publicKey().octets());
            assertThat(bundle.requireChild("key").requireChild("value").requireBytes())
                    .isEqualTo(value(9));
            var statement = ADVSignedDeviceIdentity.parseFrom(
                    bundle.requireChild("device-identity").requireBytes().asBuffer());
            assertThat(statement.getAccountSignatureKey().isEmpty()).isFalse();
            assertThat(statement.getDeviceSignature().isEmpty()).isFalse();
            assertThat(alice.pn().device()).isZero();
        }
    }

    @Test
    void anUnknownDeviceIsAnErrorOfItsOwn() throws Exception {
        var alice = linked("alice");
        try (var link = alice.online()) {
            var list = fetch(link, alice.pn(), alice.pn().withDevice(7));

            assertThat(list.children("user")).hasSize(2);
            assertThat(list.children("user").getFirst().child("error")).isEmpty();
            assertThat(list.children("user")
                            .getLast()
                            .requireChild("error")
                            .attributes()
                            .text("code"))
                    .contains("404");
        }
    }

    @Test
    void keysAreFetchedDeviceByDevice() throws Exception {
        var alice = linked("alice");
        var second = linked("alice");
        var bob = linked("bob");
        try (var other = bob.online()) {
            var user = Node.tag("user")
                    .attribute("jid", alice.lid())
                    .attribute("reason", "identity")
                    .children(List.of(wanted(0, alice), wanted(1, second)))
                    .build();
            var stranger = Node.tag("user")
                    .attribute("jid", Jid.parse("1999@lid"))
                    .child(wanted(0, alice))
                    .build();
            var list = other.query(Ask.get(
                            "encrypt",
                            Node.tag("key_fetch")
                                    .children(List.of(user, stranger))
                                    .build()))
                    .requireChild("list");

            var devices = list.children("user").getFirst().children("device");
            assertThat(devices)
                    .extracting(device -> device.attributes().text("id").orElseThrow())
                    .containsExactly("0", "1");
            assertThat(devices.getLast().requireChild("identity").requireBytes())
                    .isEqualTo(second.identity.publicKey().octets());
            assertThat(devices.getLast().child("skey")).isPresent();
            assertThat(devices.getLast().child("device-identity")).isPresent();
            assertThat(list.children("user")
                            .getLast()
                            .requireChild("error")
                            .attributes()
                            .text("code"))
                    .contains("404");
        }
    }

    @Test
    void aDeviceNumberThatCannotBeIsRefused() throws Exception {
        var alice = linked("alice");
        try (var link = alice.online()) {
            for (var number : new long[] {-1, 65_536, 1L << 32}) {
                var user = Node.tag("user")
                        .attribute("jid", alice.pn())
                        .child(Node.tag("device").attribute("id", number))
                        .build();
                assertThat(Ask.errorOf(link.query(Ask.get(
                                "encrypt", Node.tag("key_fetch").child(user).build()))))
                        .as("" + number)
                        .isEqualTo("400");
            }
        }
    }

    private static Node wanted(int device, TestCompanion companion) {
        return Node.tag("device")
                .attribute("id", device)
                .child(Node.tag("registration").bytes(bigEndian(companion.registrationId, 4)))
                .build();
    }

    @Test
    void theDigestIsOfWhatIsLeft() throws Exception {
        var alice = linked("alice");
        try (var link = alice.online()) {
            assertThat(Ask.errorOf(link.query(Ask.get("encrypt", Node.of("digest")))))
                    .isEqualTo("404");
            link.query(upload(alice, 3, 2, 1));
            fetch(link, alice.pn());

            var digest = link.query(Ask.get("encrypt", Node.of("digest"))).requireChild("digest");

            assertThat(digest.requireChild("list").children())
                    .extracting(id -> id.bytes().orElseThrow())
                    .containsExactly(bigEndian(2, 3), bigEndian(3, 3));
            assertThat(digest.requireChild("hash").requireBytes()).isEqualTo(hash(alice, digest, 2, 3));
        }
    }

    private static Octets hash(TestCompanion owner, Node digest, int... ids) throws Exception {
        var hashed = new ByteArrayOutputStream();
        hashed.writeBytes(owner.identity.publicKey().raw());
        hashed.writeBytes(owner.signedPreKey.publicKey().raw());
        hashed.writeBytes(digest.requireChild("skey")
                .requireChild("signature")
                .requireBytes()
                .toArray());
        for (var id : ids) {
            hashed.writeBytes(value(id).toArray());
        }
        return Octets.wrap(MessageDigest.getInstance("SHA-1").digest(hashed.toByteArray()));
    }

    @Test
    void theOwnerHearsOnceThatKeysRunLow() throws Exception {
        var alice = linked("alice");
        var bob = linked("bob");
        try (var link = alice.online();
                var other = bob.online()) {
            link.query(upload(alice, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11));
            fetch(other, alice.pn());
            fetch(other, alice.pn());
            var low = link.await("notification");
            assertThat(low.attributes().text("type")).contains("encrypt");
            assertThat(low.attributes().jid("from")).contains(Jid.SERVER);
            assertThat(low.requireChild("count").attributes().text("value")).contains("9");

            fetch(other, alice.pn());
            assertThat(count(link)).isEqualTo("8");
            assertThat(link.inbox()).noneMatch(node -> node.is("notification"));

            link.query(upload(alice, 12));
            fetch(other, alice.pn());
            assertThat(link.await("notification")
                            .requireChild("count")
                            .attributes()
                            .text("value"))
                    .contains("8");
        }
    }

    @Test
    void theOwnerHearsSoOfPhonesThatTakeKeys() throws Exception {
        var alice = linked("alice");
        try (var link = alice.online()) {
            link.query(upload(alice, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10));
            sandbox.phones().create("stranger" + name).sendText(alice.pn().toString(), "hello");
            var low = link.await("notification");
            assertThat(low.attributes().text("type")).contains("encrypt");
            assertThat(low.requireChild("count").attributes().text("value")).contains("9");
            link.await("message");
        }
    }

    @Test
    void aSignedKeyIsReplacedIfItsSignatureIsRight() throws Exception {
        var alice = linked("alice");
        try (var link = alice.online()) {
            var next = KeyPair.generate(RANDOM);
            var rotate =
                    Node.tag("rotate").child(signed(2, next, alice.identity)).build();
            assertThat(link.query(Ask.set("encrypt", rotate)).attributes().is("type", "result"))
                    .isTrue();
            var bundle = fetch(link, alice.pn()).requireChild("user");
            assertThat(bundle.requireChild("skey").requireChild("id").requireBytes())
                    .isEqualTo(bigEndian(2, 3));

            var forged = Node.tag("rotate").child(signed(3, next, next)).build();
            assertThat(Ask.errorOf(link.query(Ask.set("encrypt", forged)))).isEqualTo("406");
        }
    }

    @Test
    void anUploadCountsAsAWholeOrNotAtAll() throws Exception {
        var alice = linked("alice");
        try (var link = alice.online()) {
            var good = upload(alice, 1, 2);
            var broken = good.toBuilder().clear();
            for (var child : good.children()) {
                broken.child(
                        child.is("list")
                                ? Node.tag("list")
                                        .child(oneTime(1))
                                        .child(Node.of("key"))
                                        .build()
                                : child);
            }

            assertThat(Ask.errorOf(link.query(broken.build()))).isEqualTo("400");
            assertThat(count(link)).isEqualTo("0");
        }
    }

    @Test
    void whoKnowsAnAccountHearsOfItsNewIdentity() throws Exception {
        var alice = linked("alice");
        var bob = linked("bob");
        try (var link = alice.online();
                var other = bob.online()) {
            fetch(other, alice.pn());
            link.query(upload(alice, KeyPair.generate(RANDOM), 1));

            var news = other.await("notification");

            assertThat(news.attributes().text("type")).contains("encrypt");
            assertThat(news.attributes().jid("from")).contains(alice.pn());
            assertThat(news.attributes().jid("lid")).contains(alice.lid());
            assertThat(news.child("identity")).isPresent();
        }
    }
}
