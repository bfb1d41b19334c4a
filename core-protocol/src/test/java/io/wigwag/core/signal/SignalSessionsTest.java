package io.wigwag.core.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.wigwag.core.crypto.KeyPair;
import io.wigwag.core.id.DeviceAddress;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.port.SenderKeyName;
import io.wigwag.core.port.StateChange;
import io.wigwag.core.port.StoredPreKey;
import io.wigwag.core.testing.MemoryDeviceState;
import io.wigwag.core.testing.SeededRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SignalSessionsTest {
    private static final DeviceAddress ALICE = new DeviceAddress("491111", 3);

    private final SeededRandom random = new SeededRandom(1);
    private final OwnIdentity own = OwnIdentity.generate(random);
    private final MemoryDeviceState state = new MemoryDeviceState();
    private final SessionCipher cipher = new SessionCipher(own, () -> KeyPair.generate(random));
    private Instant now = Instant.parse("2026-11-21T12:00:00Z");
    private final SignalSessions sessions = new SignalSessions(state, cipher, IdentityPolicy.TRUST_CHANGES, () -> now);
    private final PreKeySupply supply = new PreKeySupply(state, random, () -> now);
    private final Correspondent alice = new Correspondent(new SeededRandom(2));

    @BeforeEach
    void publishKeys() throws Exception {
        state.commit(supply.rotate(own).changes());
        var batch = supply.forUpload(10);
        state.commit(batch.changes());
        state.commit(supply.uploaded(batch));
    }

    private PreKeyBundle ourBundle(int preKeyId) throws Exception {
        var stored = state.preKeys(List.of(preKeyId)).get(preKeyId);
        return new PreKeyBundle(
                own.publicKey(),
                own.registrationId(),
                SignedPreKey.of(state.signedPreKeys().getFirst()).published(),
                stored == null
                        ? Optional.empty()
                        : Optional.of(OneTimePreKey.of(stored).published()));
    }

    private String receive(DeviceAddress from, Encrypted message) throws SignalFailure {
        var incoming = message.type() == EncType.PKMSG
                ? sessions.decryptFirst(from, message.ciphertext())
                : sessions.decrypt(from, message.ciphertext());
        state.commit(incoming.changes());
        return Correspondent.text(incoming.plaintext());
    }

    @Test
    void fiveHundredDevicesAreOneReadAndOneWrite() throws Exception {
        var devices = new LinkedHashMap<DeviceAddress, Correspondent>();
        var bundles = new HashMap<DeviceAddress, PreKeyBundle>();
        var texts = new LinkedHashMap<DeviceAddress, Octets>();
        for (var i = 0; i < 500; i++) {
            var device = new DeviceAddress("member" + i / 2, i % 2);
            var member = new Correspondent(new SeededRandom(1_000 + i));
            devices.put(device, member);
            bundles.put(device, member.bundle(true));
            texts.put(device, Correspondent.text("to " + device));
        }
        var begun = sessions.encrypt(texts, bundles);
        assertThat(begun.messages()).hasSize(500);
        state.commit(begun.changes());
        for (var entry : devices.entrySet()) {
            entry.getValue().receive(Objects.requireNonNull(begun.messages().get(entry.getKey())));
        }
        var reads = state.reads();
        var commits = state.commits();

        var sent = sessions.encrypt(texts, Map.of());
        state.commit(sent.changes());

        assertThat(state.reads() - reads).isOne();
        assertThat(state.commits() - commits).isOne();
        for (var entry : devices.entrySet()) {
            assertThat(entry.getValue()
                            .receive(Objects.requireNonNull(sent.messages().get(entry.getKey()))))
                    .isEqualTo("to " + entry.getKey());
        }
    }

    @Test
    void devicesWithoutASessionAreNamedAndBadBundlesRefused() throws Exception {
        var stranger = new DeviceAddress("stranger", 0);
        var cheat = new DeviceAddress("cheat", 0);
        var good = alice.bundle(false);
        var bad = new PreKeyBundle(own.publicKey(), good.registrationId(), good.signedPreKey(), good.preKey());

        var sent = sessions.encrypt(
                Map.of(stranger, Octets.EMPTY, cheat, Octets.EMPTY, ALICE, Correspondent.text("hi")),
                Map.of(cheat, bad, ALICE, good));

        assertThat(sent.withoutSession()).containsExactly(stranger);
        assertThat(sent.refused()).containsOnlyKeys(cheat);
        assertThat(sent.messages()).containsOnlyKeys(ALICE);
        assertThat(sent.changes())
                .noneMatch(change -> change.equals(
                        new StateChange.PutIdentity(cheat, own.publicKey().octets())));
    }

    @Test
    void aFirstMessageThatComesAgainAfterTheSessionWasLostIsReadAgainForAWhile() throws Exception {
        alice.begin(ourBundle(4));
        var first = alice.send("hello");
        assertThat(receive(ALICE, first)).isEqualTo("hello");
        assertThat(state.preKeys(List.of(4)).get(4))
                .extracting(StoredPreKey::stage)
                .isEqualTo(StoredPreKey.Stage.USED);
        assertThat(catchThrowableOfType(SignalFailure.DuplicateMessage.class, () -> receive(ALICE, first)))
                .isNotNull();

        state.commit(List.of(new StateChange.DeleteSession(ALICE)));
        assertThat(receive(ALICE, first)).isEqualTo("hello");

        now = now.plus(PreKeySupply.USED_GRACE);
        state.commit(supply.forgetOld());
        state.commit(List.of(new StateChange.DeleteSession(ALICE)));
        assertThat(catchThrowableOfType(SignalFailure.UnknownPreKey.class, () -> receive(ALICE, first)))
                .isNotNull();
    }

    @Test
    void aUsedPreKeyServesNoOtherSession() throws Exception {
        var bundle = ourBundle(4);
        alice.begin(bundle);
        receive(ALICE, alice.send("hello"));
        var mallory = new Correspondent(new SeededRandom(6));
        mallory.begin(bundle);
        var late = mallory.send("with the same key");

        var failure = catchThrowableOfType(
                SignalFailure.UnknownPreKey.class, () -> receive(new DeviceAddress("mallory", 0), late));
        assertThat(failure.id()).isEqualTo(4);
    }

    @Test
    void aChangedIdentityIsBelievedAndToldAndOldMessagesAreStillRead() throws Exception {
        alice.begin(ourBundle(1));
        receive(ALICE, alice.send("from the old phone"));
        var late = alice.send("late, from the old phone");
        var newPhone = new Correspondent(new SeededRandom(9));
        newPhone.begin(ourBundle(2));

        var incoming =
                sessions.decryptFirst(ALICE, newPhone.send("from the new phone").ciphertext());
        state.commit(incoming.changes());

        assertThat(incoming.identityChange())
                .contains(new IdentityChange(ALICE, alice.identity.publicKey(), newPhone.identity.publicKey()));
        assertThat(state.identities(List.of(ALICE)))
                .containsEntry(ALICE, newPhone.identity.publicKey().octets());
        assertThat(receive(ALICE, late)).isEqualTo("late, from the old phone");
    }

    @Test
    void aStrictPolicyRefusesTheChange() throws Exception {
        var strict = new SignalSessions(state, cipher, IdentityPolicy.REFUSE_CHANGES, () -> now);
        alice.begin(ourBundle(1));
        receive(ALICE, alice.send("known"));
        var other = new Correspondent(new SeededRandom(9));
        other.begin(ourBundle(2));
        var message = other.send("hello").ciphertext();

        assertThat(catchThrowableOfType(
                        SignalFailure.UntrustedIdentity.class, () -> strict.decryptFirst(ALICE, message)))
                .isNotNull();
        var sent = strict.encrypt(Map.of(ALICE, Octets.EMPTY), Map.of(ALICE, other.bundle(false)));
        assertThat(sent.refused().get(ALICE)).isInstanceOf(SignalFailure.UntrustedIdentity.class);
        assertThat(sent.changes()).isEmpty();
    }

    @Test
    void aSessionMovesFromThePhoneNumberToTheLid() throws Exception {
        alice.begin(ourBundle(1));
        receive(ALICE, alice.send("by number"));
        var late = alice.send("late");

        state.commit(sessions.migrate("491111", "77_1"));

        var lid = new DeviceAddress("77_1", 3);
        assertThat(state.sessionsOf("491111")).isEmpty();
        assertThat(receive(lid, late)).isEqualTo("late");
        assertThat(state.identities(List.of(ALICE, lid))).containsOnlyKeys(lid);
    }

    @Test
    void aNewerSessionUnderTheLidIsNotOverwritten() throws Exception {
        var lid = new DeviceAddress("77_1", 3);
        alice.begin(ourBundle(1));
        receive(ALICE, alice.send("by number"));
        var late = alice.send("late, by number");
        alice.begin(ourBundle(2));
        receive(lid, alice.send("by lid"));
        var current = SessionRecord.parse(
                        Objects.requireNonNull(state.sessions(List.of(lid)).get(lid)))
                .baseKey();

        state.commit(sessions.migrate("491111", "77_1"));

        assertThat(SessionRecord.parse(Objects.requireNonNull(
                                state.sessions(List.of(lid)).get(lid)))
                        .baseKey())
                .isEqualTo(current);
        assertThat(receive(lid, late)).isEqualTo("late, by number");
    }

    @Test
    void aResetEndsTheSessionForSendingOnly() throws Exception {
        alice.begin(ourBundle(1));
        receive(ALICE, alice.send("hi"));
        var late = alice.send("late");

        state.commit(sessions.reset(Set.of(ALICE)));

        assertThat(sessions.encrypt(Map.of(ALICE, Octets.EMPTY), Map.of()).withoutSession())
                .containsExactly(ALICE);
        assertThat(receive(ALICE, late)).isEqualTo("late");
    }

    @Test
    void anUnreadableRecordIsAsGoodAsNone() throws Exception {
        state.commit(List.of(new StateChange.PutSession(ALICE, Octets.ofHex("ff00"))));
        assertThat(sessions.encrypt(Map.of(ALICE, Octets.EMPTY), Map.of()).withoutSession())
                .containsExactly(ALICE);
        alice.begin(ourBundle(1));
        assertThat(receive(ALICE, alice.send("begins anew"))).isEqualTo("begins anew");
    }

    @Test
    void preKeysAreNumberedAroundTheWrapAndNeverZero() throws Exception {
        state.commit(List.of(new StateChange.PutNextPreKeyId(0xFFFFFE)));
        var batch = supply.forUpload(6);

        // 1 and what follows are still with the server from the last time around.
        assertThat(batch.keys()).extracting(OneTimePreKey::id).containsExactly(0xFFFFFE, 0xFFFFFF, 11, 12, 13, 14);
        state.commit(batch.changes());
        assertThat(state.nextPreKeyId()).isEqualTo(15);
    }

    @Test
    void anUploadThatFailedIsRepeatedWithTheSameKeys() throws Exception {
        var failed = supply.forUpload(5);
        state.commit(failed.changes());
        var again = supply.forUpload(7);
        state.commit(again.changes());

        assertThat(again.keys().stream().map(OneTimePreKey::id).toList())
                .startsWith(11, 12, 13, 14, 15)
                .hasSize(7);
        state.commit(supply.uploaded(again));
        assertThat(state.preKeysAt(StoredPreKey.Stage.NEW, 100)).isEmpty();
        var retry = supply.forRetry();
        state.commit(retry.changes());
        assertThat(state.preKeysAt(StoredPreKey.Stage.NEW, 100)).isEmpty();
    }

    private List<StoredPreKey> lent() {
        return state.preKeysAt(StoredPreKey.Stage.LENT, 10_000);
    }

    @Test
    void aKeyOfARetryReceiptThatNobodyUsesIsForgottenInTheEnd() {
        state.commit(supply.forRetry().changes());
        assertThat(lent()).hasSize(1);
        now = now.plus(PreKeySupply.LENT_GRACE).minusSeconds(1);
        state.commit(supply.forRetry().changes());
        state.commit(supply.forgetOld());
        assertThat(lent()).hasSize(2);
        now = now.plusSeconds(1);
        state.commit(supply.forgetOld());
        assertThat(lent()).hasSize(1);
    }

    @Test
    void howeverManyOthersMakeUsGiveTheLatestAreKept() {
        var many = PreKeySupply.MOST_LENT + 1_500;
        var first = state.nextPreKeyId();
        // One real key will do: what is counted are records.
        var key = supply.forRetry().keys().getFirst();
        state.commit(IntStream.range(0, many)
                .<StateChange>mapToObj(
                        i -> new StateChange.PutPreKey(new OneTimePreKey(first + i, key.keys(), Optional.empty())
                                .stored(StoredPreKey.Stage.LENT, now.plusMillis(i))))
                .toList());
        for (var old = supply.forgetOld(); !old.isEmpty(); old = supply.forgetOld()) {
            state.commit(old);
        }
        assertThat(lent()).hasSize(PreKeySupply.MOST_LENT);
        assertThat(lent().getFirst().id()).isEqualTo(first + 1_500);
    }

    @Test
    void theSignedPreKeyIsRenewedAndTheOldOneServesOnForAWhile() throws Exception {
        assertThat(supply.isRotationDue()).isFalse();
        alice.begin(ourBundle(1));
        var late = alice.send("begun with the old key");
        now = now.plus(PreKeySupply.ROTATION);
        assertThat(supply.isRotationDue()).isTrue();
        state.commit(supply.rotate(own).changes());
        assertThat(receive(ALICE, late)).isEqualTo("begun with the old key");

        now = now.plus(PreKeySupply.SIGNED_GRACE).minus(Duration.ofSeconds(1));
        assertThat(supply.forgetOld()).noneMatch(StateChange.DeleteSignedPreKey.class::isInstance);
        now = now.plusSeconds(1);
        assertThat(supply.forgetOld()).contains(new StateChange.DeleteSignedPreKey(1));
    }

    @Test
    void aGroupsKeyIsMadeOnceGivenAndRenewed() throws Exception {
        var groups = new GroupSessions(state, new GroupCipher(random));
        var ours = new SenderKeyName("g@g.us", new DeviceAddress("me", 1));
        var theirs = new SenderKeyName("g@g.us", ALICE);
        state.commit(List.of(new StateChange.AddHolders("g@g.us", Set.of(ALICE))));

        var first = groups.encrypt(ours, Correspondent.text("first"), false);
        state.commit(first.changes());
        var second = groups.encrypt(ours, Correspondent.text("second"), false);
        state.commit(second.changes());
        var renewed = groups.encrypt(ours, Correspondent.text("after somebody left"), true);

        assertThat(first.fresh()).isTrue();
        assertThat(state.holders("g@g.us")).isEmpty();
        assertThat(second.fresh()).isFalse();
        assertThat(second.distribution().keyId()).isEqualTo(first.distribution().keyId());
        assertThat(renewed.fresh()).isTrue();
        assertThat(renewed.distribution().keyId())
                .isNotEqualTo(first.distribution().keyId());

        var texts = new ArrayList<String>();
        state.commit(groups.accept(theirs, first.distribution()));
        assertThat(groups.accept(theirs, first.distribution())).isEmpty();
        for (var message : List.of(second, first)) {
            var incoming = groups.decrypt(theirs, message.message().ciphertext());
            state.commit(incoming.changes());
            texts.add(Correspondent.text(incoming.plaintext()));
        }
        assertThat(texts).containsExactly("second", "first");

        state.commit(groups.migrate("491111", "77_1"));
        state.commit(groups.accept(new SenderKeyName("g@g.us", new DeviceAddress("77_1", 3)), renewed.distribution()));
        var lid = new SenderKeyName("g@g.us", new DeviceAddress("77_1", 3));
        assertThat(Correspondent.text(
                        groups.decrypt(lid, renewed.message().ciphertext()).plaintext()))
                .isEqualTo("after somebody left");
        assertThat(catchThrowableOfType(
                        SignalFailure.NoSenderKey.class,
                        () -> groups.decrypt(theirs, renewed.message().ciphertext())))
                .isNotNull();
    }

    @Test
    void ourIdentityIsStoredWhole() throws Exception {
        var stored = OwnIdentity.parse(own.toOctets());
        assertThat(stored.publicKey()).isEqualTo(own.publicKey());
        assertThat(stored.keys().privateKey().raw())
                .isEqualTo(own.keys().privateKey().raw());
        assertThat(stored.registrationId()).isEqualTo(own.registrationId()).isBetween(1, 0x3FFF);
    }
}
