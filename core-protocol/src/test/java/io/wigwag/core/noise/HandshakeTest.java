package io.wigwag.core.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.wigwag.core.crypto.KeyPair;
import io.wigwag.core.crypto.PublicKey;
import io.wigwag.core.noise.HandshakeFailed.Reason;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.testing.TestCertificates;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class HandshakeTest {
    private static final Octets PROLOGUE = Octets.ofHex("57410603");
    private static final Octets PAYLOAD = Octets.ofHex("0102030405");
    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000L);

    private final SecureRandom random = new SecureRandom();
    private final TestCertificates certificates = new TestCertificates();
    private final KeyPair clientKey = KeyPair.generate(random);
    private final KeyPair serverKey = KeyPair.generate(random);

    @Test
    void bothEndsOfAFirstHandshakeMeet() throws Exception {
        var hello = ClientHandshake.first(clientParty(), PROLOGUE);
        var answer = (ServerHandshake.Answer.Awaiting) server().answer(hello.hello(), any -> true);
        var proven = (Established.Proven) hello.answer(answer.hello(), certificates.trust(), NOW);
        var client = answer.next().finish(proven.finish());
        assertThat(client.identity()).isEqualTo(clientKey.publicKey());
        assertThat(client.payload()).isEqualTo(PAYLOAD);
        assertThat(proven.server()).isEqualTo(serverKey.publicKey());
        assertThat(proven.until()).isEqualTo(Instant.ofEpochSecond(1_900_000_000L));
        speak(proven.channel(), client.channel());
    }

    @Test
    void aKnownClientResumesWithoutFinish() throws Exception {
        var hello = ClientHandshake.resume(clientParty(), PROLOGUE, serverKey.publicKey());
        var answer = (ServerHandshake.Answer.Resumed) server().answer(hello.hello(), clientKey.publicKey()::equals);
        assertThat(answer.client().identity()).isEqualTo(clientKey.publicKey());
        assertThat(answer.client().payload()).isEqualTo(PAYLOAD);
        var resumed = (Established.Resumed) hello.answer(answer.hello(), certificates.trust(), NOW);
        speak(resumed.channel(), answer.client().channel());
    }

    @Test
    void anUnknownClientFallsBackToAFirstHandshake() throws Exception {
        var hello = ClientHandshake.resume(clientParty(), PROLOGUE, serverKey.publicKey());
        fallsBack(hello, server(), any -> false);
    }

    @Test
    void aClientThatKnowsAnotherServerFallsBack() throws Exception {
        var hello = ClientHandshake.resume(
                clientParty(), PROLOGUE, KeyPair.generate(random).publicKey());
        fallsBack(hello, server(), any -> true);
    }

    @Test
    void aResumedAnswerThatWasTamperedWithIsRefused() throws Exception {
        var hello = ClientHandshake.resume(clientParty(), PROLOGUE, serverKey.publicKey());
        var answer = server().answer(hello.hello(), any -> true).hello();
        refused(Reason.TAMPERED, hello, flipped(answer, answer.size() - 1));
    }

    @Test
    void everyKindOfWrongCertificateHasItsReason() throws Exception {
        var kinds = new HashMap<Reason, Consumer<TestCertificates>>(Map.of(
                Reason.WRONG_INTERMEDIATE_SIGNATURE, wrong -> wrong.rootSigner = KeyPair.generate(random),
                Reason.WRONG_ROOT_SERIAL, wrong -> wrong.rootSerial = 7,
                Reason.WRONG_LEAF_SIGNATURE, wrong -> wrong.leafSigner = wrong.root,
                Reason.WRONG_LEAF_ISSUER, wrong -> wrong.leafIssuer = 9,
                Reason.NOT_YET_VALID, wrong -> wrong.notBefore = NOW.getEpochSecond() + 1,
                Reason.EXPIRED, wrong -> wrong.notAfter = NOW.getEpochSecond() - 1));
        for (var kind : kinds.entrySet()) {
            var wrong = new TestCertificates();
            kind.getValue().accept(wrong);
            refusesChain(kind.getKey(), wrong.chain(serverKey.publicKey()), wrong.trust());
        }
        refusesChain(
                Reason.WRONG_SERVER_KEY,
                certificates.chain(KeyPair.generate(random).publicKey()),
                certificates.trust());
        refusesChain(Reason.CERTIFICATE_MISSING, Octets.EMPTY, certificates.trust());
        refusesChain(Reason.CERTIFICATE_MALFORMED, Octets.ofHex("0a05ffffff"), certificates.trust());
        refusesChain(
                Reason.WRONG_INTERMEDIATE_SIGNATURE, certificates.chain(serverKey.publicKey()), TrustRoot.WHATSAPP);
    }

    @Test
    void datesThatAreNotThereLimitNothing() throws Exception {
        certificates.notBefore = 0;
        certificates.notAfter = 0;
        assertThat(CertificateChain.verify(
                        certificates.chain(serverKey.publicKey()).toArray(),
                        certificates.trust(),
                        serverKey.publicKey(),
                        NOW))
                .isEqualTo(Instant.MAX);
    }

    /// Any one bit turned, at any place of the server's hello, is noticed.
    @Test
    void noByteOfTheServerHelloCanBeChanged() throws Exception {
        var size = server().answer(
                        ClientHandshake.first(clientParty(), PROLOGUE).hello(), any -> true)
                .hello()
                .size();
        for (var at = 0; at < size; at++) {
            var hello = ClientHandshake.first(clientParty(), PROLOGUE);
            var answer = server().answer(hello.hello(), any -> true).hello();
            var changed = flipped(answer, at);
            assertThatThrownBy(() -> hello.answer(changed, certificates.trust(), NOW))
                    .as("byte %s", at)
                    .isInstanceOf(HandshakeFailed.class);
        }
    }

    @Test
    void aWeakEphemeralKeyIsRefusedByBothEnds() throws Exception {
        var zeros = Octets.concat(Octets.ofHex("12220a20"), Octets.wrap(new byte[32]));
        assertThat(reasonOf(() -> server().answer(zeros, any -> true))).isEqualTo(Reason.WEAK_KEY);
        var serverZeros = Octets.concat(Octets.ofHex("1a220a20"), Octets.wrap(new byte[32]));
        refused(Reason.WEAK_KEY, ClientHandshake.first(clientParty(), PROLOGUE), serverZeros);
    }

    @Test
    void messagesThatDoNotBelongHereAreMalformed() throws Exception {
        for (var hex : new String[] {"", "00", "ff", "1200", "12050a03010203", "1a00", "2200", "12ffffffff0f"}) {
            assertThat(reasonOf(() -> server().answer(Octets.ofHex(hex), any -> true)))
                    .as(hex)
                    .isEqualTo(Reason.MALFORMED);
            refused(Reason.MALFORMED, ClientHandshake.first(clientParty(), PROLOGUE), Octets.ofHex(hex));
        }
    }

    /// Whatever a stranger sends, the responder answers or refuses; nothing else escapes it.
    @Test
    void theResponderSurvivesRandomHellosAndFinishes() throws Exception {
        var seed = Long.getLong("seed", 42);
        var dice = new Random(seed);
        var rounds = Integer.getInteger("fuzz.rounds", 1500);
        for (var round = 0; round < rounds; round++) {
            var hello = dice.nextBoolean()
                    ? ClientHandshake.first(clientParty(), PROLOGUE)
                    : ClientHandshake.resume(clientParty(), PROLOGUE, serverKey.publicKey());
            try {
                var answer = server().answer(damaged(hello.hello(), dice), any -> true);
                if (answer instanceof ServerHandshake.Answer.Awaiting awaiting) {
                    var proven = (Established.Proven) hello.answer(answer.hello(), certificates.trust(), NOW);
                    awaiting.next().finish(damaged(proven.finish(), dice));
                }
            } catch (HandshakeFailed expected) {
                assertThat(expected.reason())
                        .as("seed %s, round %s", seed, round)
                        .isNotNull();
            }
        }
    }

    @Test
    void replayedLostAndChangedFramesBreakTheChannel() throws Exception {
        var hello = ClientHandshake.first(clientParty(), PROLOGUE);
        var answer = (ServerHandshake.Answer.Awaiting) server().answer(hello.hello(), any -> true);
        var proven = (Established.Proven) hello.answer(answer.hello(), certificates.trust(), NOW);
        var server = answer.next().finish(proven.finish()).channel();
        var first = Octets.wrap(proven.channel().seal(PAYLOAD, 0));
        assertThat(server.open(first)).isEqualTo(PAYLOAD);
        assertThatThrownBy(() -> server.open(first)).isInstanceOf(ChannelBroken.class);
        assertThatThrownBy(() -> server.open(Octets.wrap(new byte[15]))).isInstanceOf(ChannelBroken.class);
    }

    @Test
    void aClosedChannelSealsNothing() throws Exception {
        var channel = new NoiseChannel(new byte[32], new byte[32], Octets.EMPTY);
        channel.close();
        channel.close();
        assertThatThrownBy(() -> channel.seal(PAYLOAD, 0)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> channel.open(Octets.wrap(new byte[16]))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void keysAreOverwrittenAtTheEnd() throws Exception {
        var sealing = new byte[32];
        sealing[3] = 1;
        new NoiseChannel(sealing, new byte[32], Octets.EMPTY).close();
        assertThat(sealing).isEqualTo(new byte[32]);
        var party = clientParty();
        var hello = ClientHandshake.first(party, PROLOGUE);
        assertThatThrownBy(() -> hello.answer(Octets.EMPTY, certificates.trust(), NOW))
                .isInstanceOf(HandshakeFailed.class);
        assertThatThrownBy(() -> party.ephemeral().privateKey().raw()).isInstanceOf(IllegalStateException.class);
    }

    private void fallsBack(ClientHandshake hello, ServerHandshake server, Predicate<PublicKey> isKnown)
            throws Exception {
        var answer = (ServerHandshake.Answer.Awaiting) server.answer(hello.hello(), isKnown);
        var proven = (Established.Proven) hello.answer(answer.hello(), certificates.trust(), NOW);
        var client = answer.next().finish(proven.finish());
        assertThat(client.payload()).isEqualTo(PAYLOAD);
        assertThat(proven.server()).isEqualTo(serverKey.publicKey());
        speak(proven.channel(), client.channel());
    }

    private void refusesChain(Reason reason, Octets chain, TrustRoot trust) throws Exception {
        var hello = ClientHandshake.first(clientParty(), PROLOGUE);
        var party = new ServerHandshake.Party(serverKey, KeyPair.generate(random), chain);
        var answer = new ServerHandshake(party, PROLOGUE).answer(hello.hello(), any -> true);
        assertThat(reasonOf(() -> hello.answer(answer.hello(), trust, NOW))).isEqualTo(reason);
    }

    private void refused(Reason reason, ClientHandshake hello, Octets answer) {
        assertThat(reasonOf(() -> hello.answer(answer, certificates.trust(), NOW)))
                .isEqualTo(reason);
    }

    private static Reason reasonOf(ThrowingCallable call) {
        return catchThrowableOfType(HandshakeFailed.class, call).reason();
    }

    private static void speak(NoiseChannel client, NoiseChannel server) throws Exception {
        assertThat(client.binding()).isEqualTo(server.binding());
        for (var size : new int[] {0, 1, 15, 16, 17, 1000, 70_000}) {
            var plaintext = Octets.wrap(new byte[size]);
            var up = client.seal(plaintext, 3);
            assertThat(server.open(Octets.wrap(up, 3, up.length - 3))).isEqualTo(plaintext);
            var down = server.seal(plaintext, 0);
            assertThat(client.open(Octets.wrap(down))).isEqualTo(plaintext);
        }
    }

    private static Octets flipped(Octets message, int at) {
        return with(message, bytes -> {
            bytes[at] ^= 4;
            return bytes;
        });
    }

    private static Octets damaged(Octets message, Random dice) {
        return with(message, bytes -> {
            for (var changes = dice.nextInt(4); changes > 0 && bytes.length > 0; changes--) {
                bytes[dice.nextInt(bytes.length)] = (byte) dice.nextInt();
            }
            return dice.nextInt(4) == 0 ? Arrays.copyOf(bytes, dice.nextInt(2 * bytes.length + 1)) : bytes;
        });
    }

    private static Octets with(Octets message, UnaryOperator<byte[]> change) {
        return Octets.wrap(change.apply(message.toArray()));
    }

    private ClientHandshake.Party clientParty() {
        return new ClientHandshake.Party(clientKey, KeyPair.generate(random), PAYLOAD);
    }

    private ServerHandshake server() {
        return new ServerHandshake(
                new ServerHandshake.Party(
                        serverKey, KeyPair.generate(random), certificates.chain(serverKey.publicKey())),
                PROLOGUE);
    }
}
