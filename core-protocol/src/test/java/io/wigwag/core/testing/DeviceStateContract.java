package io.wigwag.core.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.core.id.DeviceAddress;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.port.CommitRefused;
import io.wigwag.core.port.DeviceState;
import io.wigwag.core.port.MessageKey;
import io.wigwag.core.port.SenderKeyName;
import io.wigwag.core.port.StateChange;
import io.wigwag.core.port.StoredPreKey;
import io.wigwag.core.port.StoredSignedPreKey;
import io.wigwag.core.port.StoredToken;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every [DeviceState] has to do. An implementation's test extends this; nothing is asserted but through the port.
public abstract class DeviceStateContract {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final DeviceAddress PHONE = new DeviceAddress("4912345", 0);
    private static final DeviceAddress COMPANION = new DeviceAddress("4912345", 7);
    private static final DeviceAddress OTHER = new DeviceAddress("987_1", 0);
    private static final SenderKeyName KEY = new SenderKeyName("g", OTHER);
    private static final MessageKey MESSAGE = new MessageKey("chat", "3EB0");
    private static final Octets ONE = Octets.ofHex("01");
    private static final Octets TWO = Octets.ofHex("0202");

    private DeviceState state = new MemoryDeviceState();

    /// A device of which nothing is remembered yet, apart from all others.
    protected abstract DeviceState emptyState();

    /// The same device as a process would find it that starts now.
    protected DeviceState reopened(DeviceState committed) {
        return committed;
    }

    /// Makes the store fail the next commit to this device, as late in it as the store can fail.
    protected abstract void refuseNextCommit(DeviceState state);

    @BeforeEach
    final void begin() {
        state = emptyState();
    }

    private void commit(StateChange... changes) {
        state.commit(List.of(changes));
        state = reopened(state);
    }

    @Test
    final void nothingIsThereAtFirst() {
        assertThat(state.ownIdentity()).isEmpty();
        assertThat(state.identities(List.of(PHONE))).isEmpty();
        assertThat(state.sessions(List.of(PHONE, OTHER))).isEmpty();
        assertThat(state.sessionsOf("4912345")).isEmpty();
        assertThat(state.preKeys(List.of(1, 2))).isEmpty();
        assertThat(state.nextPreKeyId()).isOne();
        assertThat(state.signedPreKeys()).isEmpty();
        assertThat(state.senderKeys(List.of(new SenderKeyName("g", OTHER)))).isEmpty();
        assertThat(state.holders("g")).isEmpty();
        assertThat(state.heldBy("987_1")).isEmpty();
        assertThat(state.appStateKeys()).isEmpty();
        assertThat(state.lidsOf(List.of("4912345"))).isEmpty();
        assertThat(state.deviceLists(List.of("4912345"))).isEmpty();
        assertThat(state.keptMessages(List.of(new MessageKey("c", "m")))).isEmpty();
        assertThat(state.tokens(List.of("4912345"))).isEmpty();
    }

    @Test
    final void changesHappenInTheOrderOfTheList() {
        commit(
                new StateChange.PutSession(PHONE, ONE),
                new StateChange.DeleteSession(PHONE),
                new StateChange.DeleteSession(OTHER),
                new StateChange.PutSession(OTHER, ONE),
                new StateChange.PutSession(OTHER, TWO));

        assertThat(state.sessions(List.of(PHONE, OTHER))).isEqualTo(Map.of(OTHER, TWO));
    }

    @Test
    final void anAnswerStaysAsItWasWhenTheStateGoesOn() {
        commit(new StateChange.PutSession(PHONE, ONE), new StateChange.AddHolders("g", Set.of(PHONE)));
        var sessions = state.sessions(List.of(PHONE));
        var holders = state.holders("g");

        commit(new StateChange.PutSession(PHONE, TWO), new StateChange.ForgetHolders("g"));

        assertThat(sessions).isEqualTo(Map.of(PHONE, ONE));
        assertThat(holders).containsExactly(PHONE);
    }

    @Test
    final void deletingWhatIsNotThereIsNoError() {
        commit(
                new StateChange.DeleteIdentity(PHONE),
                new StateChange.DeletePreKey(9),
                new StateChange.DeleteSignedPreKey(9),
                new StateChange.DeleteSenderKey(new SenderKeyName("g", PHONE)),
                new StateChange.RemoveHolders("g", Set.of(PHONE)),
                new StateChange.DeleteDeviceList("x"),
                new StateChange.DeleteAppStateVersion("regular"),
                new StateChange.DropMessage(new MessageKey("c", "m")),
                new StateChange.DeleteToken("x"));

        assertThat(state.holders("g")).isEmpty();
    }

    @Test
    final void identitiesAreKeptByDevice() {
        commit(
                new StateChange.PutOwnIdentity(TWO),
                new StateChange.PutIdentity(PHONE, ONE),
                new StateChange.PutIdentity(COMPANION, TWO));
        commit(new StateChange.DeleteIdentity(PHONE));

        assertThat(state.ownIdentity()).contains(TWO);
        assertThat(state.identities(List.of(PHONE, COMPANION))).isEqualTo(Map.of(COMPANION, TWO));
    }

    @Test
    final void manySessionsAreLoadedAtOnceAndFoundByTheirUser() {
        var changes = new ArrayList<StateChange>();
        var devices = IntStream.range(0, 500)
                .mapToObj(number -> new DeviceAddress("group-member-" + number % 250, number / 250))
                .toList();
        for (var device : devices) {
            changes.add(new StateChange.PutSession(
                    device, Octets.wrap(device.toString().getBytes(StandardCharsets.US_ASCII))));
        }
        commit(changes.toArray(StateChange[]::new));

        assertThat(state.sessions(devices)).hasSize(500);
        assertThat(state.sessionsOf("group-member-3"))
                .containsExactly(new DeviceAddress("group-member-3", 0), new DeviceAddress("group-member-3", 1));
    }

    @Test
    final void preKeysAreFoundByIdAndByStageOldestFirst() {
        commit(
                preKey(1, StoredPreKey.Stage.NEW, NOON.plusSeconds(1)),
                preKey(2, StoredPreKey.Stage.NEW, NOON),
                preKey(0xFFFFFF, StoredPreKey.Stage.GIVEN_OUT, NOON),
                new StateChange.PutNextPreKeyId(3));
        assertThat(state.preKeysAt(StoredPreKey.Stage.NEW, 10))
                .extracting(StoredPreKey::id)
                .containsExactly(2, 1);

        commit(preKey(2, StoredPreKey.Stage.USED, NOON.plusSeconds(2)), new StateChange.DeletePreKey(1));

        assertThat(state.preKeysAt(StoredPreKey.Stage.NEW, 10)).isEmpty();
        assertThat(state.preKeysAt(StoredPreKey.Stage.USED, 10))
                .containsExactly(new StoredPreKey(2, ONE, StoredPreKey.Stage.USED, NOON.plusSeconds(2)));
        assertThat(state.preKeys(List.of(1, 2, 0xFFFFFF))).containsOnlyKeys(2, 0xFFFFFF);
        assertThat(state.nextPreKeyId()).isEqualTo(3);
    }

    @Test
    final void aListOfPreKeysIsNoLongerThanAsked() {
        commit(IntStream.rangeClosed(1, 20)
                .mapToObj(id -> preKey(id, StoredPreKey.Stage.NEW, NOON.plusSeconds(id)))
                .toArray(StateChange[]::new));

        assertThat(state.preKeysAt(StoredPreKey.Stage.NEW, 3))
                .extracting(StoredPreKey::id)
                .containsExactly(1, 2, 3);
    }

    @Test
    final void signedPreKeysComeNewestFirst() {
        commit(
                new StateChange.PutSignedPreKey(new StoredSignedPreKey(1, ONE, NOON)),
                new StateChange.PutSignedPreKey(new StoredSignedPreKey(3, ONE, NOON.plusSeconds(9))),
                new StateChange.PutSignedPreKey(new StoredSignedPreKey(2, TWO, NOON.plusSeconds(5))));
        commit(new StateChange.DeleteSignedPreKey(1));

        assertThat(state.signedPreKeys()).extracting(StoredSignedPreKey::id).containsExactly(3, 2);
    }

    @Test
    final void senderKeysAreKeptByGroupAndSender() {
        var here = new SenderKeyName("one@g.us", OTHER);
        var there = new SenderKeyName("two@g.us", OTHER);
        commit(new StateChange.PutSenderKey(here, ONE), new StateChange.PutSenderKey(there, TWO));
        assertThat(state.senderKeysOf("987_1")).containsExactlyInAnyOrder(here, there);

        commit(new StateChange.DeleteSenderKey(here));

        assertThat(state.senderKeys(List.of(here, there))).isEqualTo(Map.of(there, TWO));
    }

    @Test
    final void holdersOfOurKeyComeAndGo() {
        commit(new StateChange.AddHolders("g", Set.of(PHONE, COMPANION)));
        commit(new StateChange.AddHolders("g", Set.of(OTHER)), new StateChange.AddHolders("h", Set.of(OTHER)));
        commit(new StateChange.RemoveHolders("g", Set.of(PHONE)));
        assertThat(state.holders("g")).containsExactlyInAnyOrder(COMPANION, OTHER);

        commit(new StateChange.ForgetHolders("g"));

        assertThat(state.holders("g")).isEmpty();
        assertThat(state.holders("h")).containsExactly(OTHER);
    }

    @Test
    final void holdersAreFoundByTheirUser() {
        commit(
                new StateChange.AddHolders("g", Set.of(PHONE, COMPANION, OTHER)),
                new StateChange.AddHolders("h", Set.of(COMPANION)),
                new StateChange.AddHolders("i", Set.of(PHONE)),
                new StateChange.AddHolders("j", Set.of(OTHER)));
        commit(new StateChange.RemoveHolders("i", Set.of(PHONE)));

        assertThat(state.heldBy("4912345")).isEqualTo(Map.of("g", Set.of(PHONE, COMPANION), "h", Set.of(COMPANION)));
        assertThat(state.heldBy("nobody")).isEmpty();
    }

    @Test
    final void aRefusedCommitChangesNothingAndTheNextOneGoesThrough() {
        var before = List.of(
                new StateChange.PutOwnIdentity(ONE),
                new StateChange.PutIdentity(PHONE, ONE),
                new StateChange.PutSession(PHONE, ONE),
                new StateChange.PutSession(OTHER, ONE),
                preKey(1, StoredPreKey.Stage.NEW, NOON),
                new StateChange.PutNextPreKeyId(2),
                new StateChange.PutSignedPreKey(new StoredSignedPreKey(1, ONE, NOON)),
                new StateChange.PutSenderKey(KEY, ONE),
                new StateChange.AddHolders("g", Set.of(PHONE)),
                new StateChange.PutAppStateKey(ONE, ONE),
                new StateChange.PutAppStateVersion("regular", ONE),
                new StateChange.PutLid("4912345", "987_1"),
                new StateChange.PutDeviceList("4912345", ONE),
                new StateChange.KeepMessage(MESSAGE, ONE, NOON),
                new StateChange.PutToken("4912345", new StoredToken(ONE, NOON)));
        var after = List.of(
                new StateChange.PutOwnIdentity(TWO),
                new StateChange.PutIdentity(PHONE, TWO),
                new StateChange.PutSession(PHONE, TWO),
                new StateChange.DeleteSession(OTHER),
                preKey(1, StoredPreKey.Stage.USED, NOON),
                new StateChange.PutNextPreKeyId(3),
                new StateChange.DeleteSignedPreKey(1),
                new StateChange.DeleteSenderKey(KEY),
                new StateChange.ForgetHolders("g"),
                new StateChange.PutAppStateKey(ONE, TWO),
                new StateChange.DeleteAppStateVersion("regular"),
                new StateChange.PutLid("4912345", "other"),
                new StateChange.DeleteDeviceList("4912345"),
                new StateChange.DropMessage(MESSAGE),
                new StateChange.DeleteToken("4912345"));
        commit(before.toArray(StateChange[]::new));
        var known = all();

        refuseNextCommit(state);
        assertThatThrownBy(() -> state.commit(after)).isInstanceOf(CommitRefused.class);
        assertThat(all()).isEqualTo(known);
        state = reopened(state);
        assertThat(all()).isEqualTo(known);

        commit(after.toArray(StateChange[]::new));
        assertThat(all()).doesNotContainAnyElementsOf(known);
    }

    /// One answer for each kind of memory.
    private List<Object> all() {
        return List.of(
                state.ownIdentity(),
                state.identities(List.of(PHONE)),
                state.sessions(List.of(PHONE, OTHER)),
                state.preKeys(List.of(1)),
                state.nextPreKeyId(),
                state.signedPreKeys(),
                state.senderKeys(List.of(KEY)),
                state.holders("g"),
                state.appStateKeys(),
                state.appStateVersions(List.of("regular")),
                state.lidsOf(List.of("4912345")),
                state.deviceLists(List.of("4912345")),
                state.keptMessages(List.of(MESSAGE)),
                state.tokens(List.of("4912345")));
    }

    @Test
    final void appStateKeysAndVersionsAreKept() {
        commit(
                new StateChange.PutAppStateKey(ONE, TWO),
                new StateChange.PutAppStateKey(TWO, ONE),
                new StateChange.PutAppStateVersion("regular", ONE),
                new StateChange.PutAppStateVersion("critical_block", ONE));
        commit(new StateChange.DeleteAppStateVersion("regular"));

        assertThat(state.appStateKeys(List.of(ONE))).isEqualTo(Map.of(ONE, TWO));
        assertThat(state.appStateKeys()).hasSize(2);
        assertThat(state.appStateVersions(List.of("regular", "critical_block"))).containsOnlyKeys("critical_block");
    }

    @Test
    final void aPhoneNumberAndALidPointToEachOtherAndToNobodyElse() {
        commit(new StateChange.PutLid("111", "a"), new StateChange.PutLid("222", "b"));
        assertThat(state.lidsOf(List.of("111", "222"))).isEqualTo(Map.of("111", "a", "222", "b"));

        // The number 111 was given to somebody else, whose LID was known under an older number.
        commit(new StateChange.PutLid("111", "b"));

        assertThat(state.lidsOf(List.of("111", "222"))).isEqualTo(Map.of("111", "b"));
        assertThat(state.phonesOf(List.of("a", "b"))).isEqualTo(Map.of("b", "111"));
    }

    @Test
    final void deviceListsAndTokensAreKeptByUser() {
        commit(
                new StateChange.PutDeviceList("x", ONE),
                new StateChange.PutToken("x", new StoredToken(TWO, NOON)),
                new StateChange.PutToken("y", new StoredToken(ONE, NOON)));
        commit(new StateChange.DeleteToken("y"));

        assertThat(state.deviceLists(List.of("x", "y"))).isEqualTo(Map.of("x", ONE));
        assertThat(state.tokens(List.of("x", "y"))).isEqualTo(Map.of("x", new StoredToken(TWO, NOON)));
    }

    @Test
    final void keptMessagesAreDroppedByAge() {
        var old = new MessageKey("chat", "3EB0");
        var young = new MessageKey("chat", "3EB1");
        commit(
                new StateChange.KeepMessage(old, ONE, NOON),
                new StateChange.KeepMessage(young, TWO, NOON.plusSeconds(60)),
                new StateChange.KeepMessage(new MessageKey("other chat", "3EB1"), ONE, NOON.plusSeconds(60)));

        commit(new StateChange.DropMessagesBefore(NOON.plusSeconds(60)));

        assertThat(state.keptMessages(List.of(old, young))).isEqualTo(Map.of(young, TWO));
    }

    private static StateChange preKey(int id, StoredPreKey.Stage stage, Instant since) {
        return new StateChange.PutPreKey(new StoredPreKey(id, ONE, stage, since));
    }
}
