package io.wigwag.sandbox;

import com.google.protobuf.ByteString;
import io.wigwag.core.binary.Node;
import io.wigwag.core.crypto.Curve;
import io.wigwag.core.crypto.KeyPair;
import io.wigwag.core.crypto.PublicKey;
import io.wigwag.core.id.Jid;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.pairing.ClientType;
import io.wigwag.core.pairing.LinkedIdentity;
import io.wigwag.core.pairing.PairSuccess;
import io.wigwag.core.pairing.QrText;
import io.wigwag.proto.login.ClientPayload;
import io.wigwag.sandbox.world.Account;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A companion of tests: its keys, its linking and its logins. What it says beyond that is the test's.
public final class TestCompanion {
    private final SecureRandom random = new SecureRandom();
    private TestServer server;
    private final String pushName;
    public final KeyPair noise = KeyPair.generate(random);
    public final KeyPair identity = KeyPair.generate(random);
    public final KeyPair signedPreKey = KeyPair.generate(random);
    public final int registrationId = 1 + random.nextInt(16_000);
    private final Octets advSecret;
    private Optional<Jid> pn = Optional.empty();
    private Optional<Jid> lid = Optional.empty();
    private ClientPayload.UserAgent.AppVersion version = ClientPayload.UserAgent.AppVersion.getDefaultInstance();
    private Optional<PublicKey> resumes = Optional.empty();

    public TestCompanion(Sandbox sandbox, String pushName) {
        this(TestServer.of(sandbox), pushName);
    }

    public TestCompanion(TestServer server, String pushName) {
        this.server = server;
        this.pushName = pushName;
        var secret = new byte[QrText.SECRET];
        random.nextBytes(secret);
        advSecret = Octets.wrap(secret);
    }

    /// A companion that is linked to the account of this name.
    public static TestCompanion linked(Sandbox sandbox, String pushName) throws Exception {
        var companion = new TestCompanion(sandbox, pushName);
        companion.link(Optional.empty());
        return companion;
    }

    /// From now on it connects to another sandbox, such as the same one after a restart.
    public void moveTo(Sandbox other) {
        server = TestServer.of(other);
    }

    /// From now on it says that its program has this version.
    public void version(int primary, int secondary, int tertiary) {
        version = ClientPayload.UserAgent.AppVersion.newBuilder()
                .setPrimary(primary)
                .setSecondary(secondary)
                .setTertiary(tertiary)
                .build();
    }

    /// From now on it resumes with a server that has this key.
    public void resumeWith(PublicKey server) {
        resumes = Optional.of(server);
    }

    public Jid pn() {
        return pn.orElseThrow();
    }

    public Jid lid() {
        return lid.orElseThrow();
    }

    public Octets advSecret() {
        return advSecret;
    }

    public Octets signedPreKeySignature() {
        return Octets.wrap(
                Curve.sign(identity.privateKey(), signedPreKey.publicKey().typed(), random));
    }

    /// Connects unlinked.
    public TestLink connectUnpaired() throws Exception {
        var registration = ClientPayload.DevicePairingRegistrationData.newBuilder()
                .setERegid(bytes(number(registrationId, 4)))
                .setEKeytype(bytes(new byte[] {5}))
                .setEIdent(bytes(identity.publicKey().raw()))
                .setESkeyId(bytes(number(1, 3)))
                .setESkeyVal(bytes(signedPreKey.publicKey().raw()))
                .setESkeySig(bytes(signedPreKeySignature().toArray()));
        var payload = ClientPayload.newBuilder()
                .setUserAgent(ClientPayload.UserAgent.newBuilder().setAppVersion(version))
                .setPassive(false)
                .setPushName(pushName)
                .setDevicePairingData(registration)
                .build();
        return TestLink.open(server, noise, Octets.wrap(payload.toByteArray()), resumes);
    }

    private static byte[] number(int value, int size) {
        var all = ByteBuffer.allocate(Integer.BYTES).putInt(value).array();
        return Arrays.copyOfRange(all, Integer.BYTES - size, Integer.BYTES);
    }

    private static ByteString bytes(byte[] value) {
        return ByteString.copyFrom(value);
    }

    /// The codes that a connection was given, as texts to scan.
    public List<String> codes(TestLink link) throws Exception {
        var iq = link.await(node -> node.child("pair-device").isPresent());
        link.send(Node.tag("iq")
                .attribute("to", Jid.SERVER)
                .attribute("type", "result")
                .attribute("id", iq.attributes().text("id"))
                .build());
        return iq.requireChild("pair-device").children("ref").stream()
                .map(ref -> new QrText(
                                ref.text().orElseThrow(),
                                noise.publicKey(),
                                identity.publicKey(),
                                advSecret,
                                Optional.of(ClientType.CHROME))
                        .text())
                .toList();
    }

    /// [#link(Optional)] to the account of the companion's name.
    public void link() throws Exception {
        link(Optional.empty());
    }

    /// The whole way: connect, show the code, have it scanned, sign, wait for the restart.
    public void link(Optional<Account> account) throws Exception {
        try (var link = connectUnpaired()) {
            var code = codes(link).getFirst();
            server.scan(code, account);
            sign(link, link.await(node -> node.child("pair-success").isPresent()));
            link.await(node -> node.is("stream:error") && node.attributes().is("code", "515"));
            link.awaitClose();
        }
    }

    /// Answers a pair-success as a companion should.
    public void sign(TestLink link, Node iq) throws Exception {
        var success = PairSuccess.parse(iq);
        var accepted = LinkedIdentity.accept(success.container(), advSecret, identity, random);
        pn = Optional.of(success.jid());
        lid = success.lid();
        link.send(success.reply(accepted.identity()));
    }

    /// Connects as a linked device; nothing has been read yet.
    public TestLink connect() throws Exception {
        var payload = ClientPayload.newBuilder()
                .setUsername(pn().number())
                .setDevice(pn().device())
                .setUserAgent(ClientPayload.UserAgent.newBuilder().setAppVersion(version))
                .setPassive(true)
                .build();
        return TestLink.open(server, noise, Octets.wrap(payload.toByteArray()), resumes);
    }

    /// Logs in and becomes live: everything that waited is in the inbox, up to and without the offline marker.
    public TestLink online() throws Exception {
        var link = connect();
        link.await("success");
        link.query(Node.tag("iq")
                .attribute("to", Jid.SERVER)
                .attribute("xmlns", "passive")
                .attribute("type", "set")
                .child(Node.of("active"))
                .build());
        link.await(node -> node.child("offline").isPresent());
        return link;
    }
}
