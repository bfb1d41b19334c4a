package io.wigwag.storage.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.core.id.DeviceAddress;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.port.CommitRefused;
import io.wigwag.core.port.MessageKey;
import io.wigwag.core.port.StateChange;
import io.wigwag.core.port.StateUnavailable;
import io.wigwag.core.port.StoredPreKey;
import io.wigwag.core.port.StoredToken;
import io.wigwag.storage.document.DocumentAdapter;
import io.wigwag.storage.document.DocumentStore;
import io.wigwag.storage.document.Field;
import io.wigwag.storage.document.Index;
import io.wigwag.storage.document.Query;
import io.wigwag.storage.document.StaleOwner;
import io.wigwag.storage.document.StoredDocument;
import io.wigwag.storage.document.Tenant;
import io.wigwag.storage.testing.FaultyAdapter;
import io.wigwag.storage.testing.MemoryAdapter;
import io.wigwag.storage.testing.ScrambleSealer;
import io.wigwag.storage.testing.StoredStateContract;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// Beyond the contract: cut batches, lost answers, late ones, later owners, old copies.
class StoredDeviceStateTest {
    private static final Tenant ANA = new Tenant("ana");
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final DeviceAddress PHONE = new DeviceAddress("4912345", 0);
    private static final DeviceAddress OTHER = new DeviceAddress("4998765", 2);
    private static final Octets ONE = Octets.ofHex("01");
    private static final Octets TWO = Octets.ofHex("0202");

    private static final List<StateChange> BEFORE = List.of(
            new StateChange.PutSession(PHONE, ONE),
            new StateChange.PutSession(OTHER, ONE),
            new StateChange.AddHolders("g", Set.of(PHONE)));
    private static final List<StateChange> AFTER = List.of(
            new StateChange.PutSession(PHONE, TWO),
            new StateChange.DeleteSession(OTHER),
            new StateChange.PutIdentity(OTHER, TWO),
            new StateChange.AddHolders("g", Set.of(OTHER)));

    private final DocumentAdapter disk = new MemoryAdapter();
    private final Map<String, Long> told = new HashMap<>();
    private final CommitWitness witness = new CommitWitness() {
        @Override
        public long highest(String device) {
            return told.getOrDefault(device, 0L);
        }

        @Override
        public void saw(String device, long commits) {
            told.merge(device, commits, Math::max);
        }
    };

    @Nested
    class Contract extends StoredStateContract {
        @Override
        protected DocumentAdapter adapter() {
            return new MemoryAdapter();
        }
    }

    private StoredDeviceState open(DocumentAdapter adapter, long lease) {
        var store = DocumentStore.open(adapter, new ScrambleSealer(), StoredDeviceState.schemas());
        return StoredDeviceState.open(store, ANA, "dev_1", lease, StoredStateContract.HIDING, witness);
    }

    private static List<Object> all(StoredDeviceState state) {
        return List.of(
                state.sessions(List.of(PHONE, OTHER)),
                state.identities(List.of(OTHER)),
                state.sessionsOf("4998765"),
                state.holders("g"),
                state.heldBy("4998765"));
    }

    @Test
    void aCommitIsOneBatchAndASecondReadIsNone() {
        var line = new FaultyAdapter(disk);
        var state = open(line, 1);
        line.batches().clear();
        state.commit(BEFORE);
        assertThat(line.batches()).hasSize(1);

        var again = open(line, 1);
        var devices = IntStream.range(0, 300)
                .mapToObj(number -> new DeviceAddress("49" + number, 0))
                .toList();
        var reads = line.reads();
        again.sessions(devices);
        assertThat(line.reads()).isEqualTo(reads + 1);
        again.sessions(devices);
        assertThat(line.reads()).isEqualTo(reads + 1);
    }

    @Test
    void whatIsKeptInMemoryIsBounded() {
        var line = new FaultyAdapter(disk);
        var state = open(line, 1);
        for (var i = 0; i < 10; i++) {
            var base = i * 300;
            state.sessions(IntStream.range(base, base + 300)
                    .mapToObj(number -> new DeviceAddress("49" + number, 0))
                    .toList());
        }
        var reads = line.reads();
        state.sessions(List.of(new DeviceAddress("492999", 0)));
        assertThat(line.reads()).isEqualTo(reads);
        state.sessions(List.of(new DeviceAddress("490", 0)));
        assertThat(line.reads()).isEqualTo(reads + 1);
    }

    /// Less than there is would be taken for the truth.
    @Test
    void aStoreThatIsGoneAnswersNothing() {
        var line = new FaultyAdapter(new MemoryAdapter());
        var state = open(line, 1);
        line.dieInNextBatchAfter(0);
        assertThatThrownBy(() -> state.commit(BEFORE)).isInstanceOf(StateUnavailable.class);
        assertThatThrownBy(() -> state.identities(List.of(PHONE))).isInstanceOf(StateUnavailable.class);
        assertThatThrownBy(() -> state.sessionsOf("4912345")).isInstanceOf(StateUnavailable.class);
        assertThatThrownBy(state::ownIdentity).isInstanceOf(StateUnavailable.class);
    }

    @Test
    void aProcessThatEndsAnywhereInACommitLeavesAllOrNothing() {
        var cut = 0;
        var outcomes = new ArrayList<List<Object>>();
        while (true) {
            var survivor = new MemoryAdapter();
            var line = new FaultyAdapter(survivor);
            var state = open(line, 1);
            state.commit(BEFORE);
            var known = all(state);
            line.dieInNextBatchAfter(cut);
            assertThatThrownBy(() -> state.commit(AFTER)).isInstanceOf(StateUnavailable.class);

            var found = all(open(survivor, 2));

            if (!found.equals(known)) {
                assertThat(found.getFirst()).isEqualTo(Map.of(PHONE, TWO));
                assertThat(found.getLast()).isEqualTo(Map.of("g", Set.of(OTHER)));
                outcomes.add(found);
            } else {
                assertThat(outcomes).as("after %d steps", cut).isEmpty();
            }
            if (cut++ == line.batches().getLast().size()) {
                break;
            }
        }
        assertThat(outcomes).hasSizeGreaterThan(3);
        assertThat(Set.copyOf(outcomes)).hasSize(1);
    }

    @Test
    void aCutCommitThatHadBegunIsCompletedAtOnce() {
        var line = new FaultyAdapter(disk);
        var state = open(line, 1);
        state.commit(BEFORE);
        line.cutNextBatchAfter(2);
        state.commit(AFTER);
        assertThat(state.sessions(List.of(PHONE, OTHER))).isEqualTo(Map.of(PHONE, TWO));
        assertThat(all(open(disk, 1))).isEqualTo(all(state));
    }

    @Test
    void aLostAnswerIsNoRefusal() {
        var line = new FaultyAdapter(disk);
        var state = open(line, 1);
        line.cutNextBatchAfter(1_000);
        state.commit(BEFORE);
        assertThat(state.sessions(List.of(PHONE))).isEqualTo(Map.of(PHONE, ONE));
    }

    @Test
    void aBatchThatArrivesLateDoesNothing() {
        var line = new FaultyAdapter(disk);
        var state = open(line, 1);
        state.commit(BEFORE);
        line.cutNextBatchAfter(0);
        assertThatThrownBy(() -> state.commit(AFTER)).isInstanceOf(CommitRefused.class);
        var late = line.batches().get(line.batches().size() - 2);
        state.commit(List.of(new StateChange.PutSession(OTHER, TWO)));
        var known = all(open(disk, 1));

        assertThatThrownBy(() -> disk.write(late)).isInstanceOf(StaleOwner.class);

        assertThat(all(open(disk, 1))).isEqualTo(known);
    }

    @Test
    void anEarlierOwnerIsRefused() {
        var first = open(disk, 1);
        first.commit(BEFORE);
        var second = open(disk, 2);
        assertThatThrownBy(() -> first.commit(AFTER))
                .isInstanceOf(CommitRefused.class)
                .hasCauseInstanceOf(StaleOwner.class);
        second.commit(List.of(new StateChange.PutSession(PHONE, TWO)));
        assertThat(second.sessions(List.of(PHONE, OTHER))).isEqualTo(Map.of(PHONE, TWO, OTHER, ONE));
        assertThatThrownBy(() -> open(disk, 1)).isInstanceOf(StaleOwner.class);
    }

    @Test
    void anOwnerComesBackUnderTheSameLeaseAlsoAfterARefusedCommit() {
        var line = new FaultyAdapter(disk);
        var state = open(line, 1);
        line.cutNextBatchAfter(1);
        assertThatThrownBy(() -> state.commit(BEFORE)).isInstanceOf(CommitRefused.class);
        var again = open(disk, 1);
        again.commit(BEFORE);
        assertThat(again.sessions(List.of(PHONE))).hasSize(1);
    }

    @Test
    void anOldCopyIsNoticed() {
        var state = open(disk, 1);
        state.commit(BEFORE);
        state.commit(AFTER);
        assertThat(open(disk, 2).isRolledBack()).isFalse();

        var oldCopy = new MemoryAdapter();
        assertThat(open(oldCopy, 3).isRolledBack()).isTrue();
    }

    @Test
    void anOldCopyIsOneUntilItIsRenewedHoweverMuchIsCommittedMeanwhile() {
        open(disk, 1).commit(BEFORE);
        var oldCopy = new MemoryAdapter();
        var state = open(oldCopy, 2);
        for (var i = 0; i < 20; i++) {
            state.commit(List.of(new StateChange.PutNextPreKeyId(i)));
        }
        assertThat(open(oldCopy, 3).isRolledBack()).isTrue();
        var next = open(oldCopy, 4);
        next.renewed();
        next.commit(AFTER);
        assertThat(open(oldCopy, 5).isRolledBack()).isFalse();
    }

    @Test
    void aWipeOfAnOldCopyIsANewBeginning() {
        open(disk, 1).commit(BEFORE);
        var oldCopy = new MemoryAdapter();
        open(oldCopy, 2).wipe();
        assertThat(open(oldCopy, 3).isRolledBack()).isFalse();
    }

    @Test
    void devicesOfTwoTenantsMayHaveOneIdAndAreWatchedApart() {
        open(disk, 1).commit(BEFORE);
        var store = DocumentStore.open(disk, new ScrambleSealer(), StoredDeviceState.schemas());
        var bo = StoredDeviceState.open(store, new Tenant("bo"), "dev_1", 1, StoredStateContract.HIDING, witness);
        assertThat(bo.isRolledBack()).isFalse();
    }

    @Test
    void aStateThatHasEndedCommitsNothingAlthoughNobodyCameAfterIt() {
        var state = open(disk, 1);
        state.commit(BEFORE);
        var known = all(state);
        assertThat(state.isAlive()).isTrue();
        state.end();
        assertThat(state.isAlive()).isFalse();
        assertThatThrownBy(() -> state.commit(AFTER)).isInstanceOf(CommitRefused.class);
        assertThatThrownBy(state::renewed).isInstanceOf(CommitRefused.class);
        assertThatThrownBy(state::wipe).isInstanceOf(CommitRefused.class);
        assertThat(all(open(disk, 1))).isEqualTo(known);
    }

    @Test
    void aWipedDeviceIsAsNewAndItsNeighbourIsNot() {
        var store = DocumentStore.open(disk, new ScrambleSealer(), StoredDeviceState.schemas());
        var neighbour = StoredDeviceState.open(store, ANA, "dev_10", 1, StoredStateContract.HIDING, witness);
        neighbour.commit(BEFORE);
        var state = open(disk, 1);
        state.commit(List.of(new StateChange.PutOwnIdentity(ONE)));
        state.commit(BEFORE);
        for (var i = 0; i < 1_100; i++) {
            state.commit(List.of(new StateChange.PutSession(new DeviceAddress("49" + i, 0), ONE)));
        }

        state.wipe();

        var blank = all(open(new MemoryAdapter(), 1));
        assertThat(all(state)).isEqualTo(blank);
        assertThat(state.allSessions()).isEmpty();
        assertThat(disk.find(Remembered.SCHEMA, ANA, Query.on(Index.BY_ID).startingWith(Field.ID, "dev_1/")))
                .extracting(StoredDocument::id)
                .containsExactly("dev_1/head");
        assertThat(all(neighbour)).isNotEqualTo(blank);
        var again = open(disk, 2);
        assertThat(again.isRolledBack()).as("it is new, not old").isFalse();
        again.commit(BEFORE);
        assertThat(all(open(disk, 3))).isEqualTo(all(neighbour));
    }

    @Test
    void aWipeThatWasCutOffLeavesNoIdentityAndIsBegunAgain() {
        for (var batches = 0; batches < 2; batches++) {
            for (var steps = 0; steps < 4; steps++) {
                var survivor = new MemoryAdapter();
                var line = new FaultyAdapter(survivor);
                var state = open(line, 1);
                state.commit(List.of(new StateChange.PutOwnIdentity(ONE)));
                state.commit(BEFORE);
                line.dieInNextBatchAfter(steps);
                line.spareFirst(batches);
                assertThatThrownBy(state::wipe).isInstanceOf(StateUnavailable.class);

                var next = open(survivor, 2);
                assertThat(next.ownIdentity().isPresent())
                        .as("after %d batches and %d steps", batches, steps)
                        .isEqualTo(batches == 0 && steps < 2);
                next.wipe();
                assertThat(next.ownIdentity()).isEmpty();
                assertThat(next.allSessions()).isEmpty();
            }
        }
    }

    @Test
    void nobodyIsReadableInTheStore() {
        open(disk, 1)
                .commit(List.of(
                        new StateChange.PutSession(PHONE, ONE),
                        new StateChange.PutLid("4912345", "lid4711"),
                        new StateChange.AddHolders("4912345-group", Set.of(PHONE)),
                        new StateChange.KeepMessage(new MessageKey("4912345", "3EB0"), ONE, NOON),
                        new StateChange.PutToken("4912345", new StoredToken(ONE, NOON)),
                        new StateChange.PutDeviceList("4912345", ONE),
                        new StateChange.PutPreKey(new StoredPreKey(7, ONE, StoredPreKey.Stage.NEW, NOON))));
        var everything = disk.find(Remembered.SCHEMA, Tenant.SYSTEM, Query.on(Index.EVERYTHING));
        assertThat(everything)
                .hasSizeGreaterThan(7)
                .allSatisfy(stored -> assertThat(stored.id() + stored.document().values())
                        .doesNotContain("4912345")
                        .doesNotContain("lid4711")
                        .doesNotContain("3EB0"));
    }
}
