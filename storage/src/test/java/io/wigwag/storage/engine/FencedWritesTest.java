package io.wigwag.storage.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.core.id.DeviceAddress;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.port.CommitRefused;
import io.wigwag.core.port.MessageKey;
import io.wigwag.core.port.SenderKeyName;
import io.wigwag.core.port.StateChange;
import io.wigwag.core.port.StoredPreKey;
import io.wigwag.core.port.StoredSignedPreKey;
import io.wigwag.core.port.StoredToken;
import io.wigwag.storage.document.DocumentAdapter;
import io.wigwag.storage.document.DocumentStore;
import io.wigwag.storage.document.Index;
import io.wigwag.storage.document.Query;
import io.wigwag.storage.document.StaleOwner;
import io.wigwag.storage.document.Tenant;
import io.wigwag.storage.document.Write;
import io.wigwag.storage.testing.FaultyAdapter;
import io.wigwag.storage.testing.MemoryAdapter;
import io.wigwag.storage.testing.ScrambleSealer;
import io.wigwag.storage.testing.StoredStateContract;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// R6c: every write of a device's state carries its owner's token, so that of two processes with the same database
/// only the later owner changes anything. Who the owner is, is proven by the leases' own test.
class FencedWritesTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final DeviceAddress PHONE = new DeviceAddress("4912345", 0);
    private static final SenderKeyName SENDER = new SenderKeyName("g", PHONE);
    private static final MessageKey MESSAGE = new MessageKey("4912345", "3EB0");
    private static final Octets ONE = Octets.ofHex("01");

    private final DocumentAdapter disk = new MemoryAdapter();

    private static StoredDeviceState open(DocumentAdapter adapter, long lease) {
        var store = DocumentStore.open(adapter, new ScrambleSealer(), StoredDeviceState.schemas());
        return StoredDeviceState.open(
                store, new Tenant("ana"), "dev_1", lease, StoredStateContract.HIDING, CommitWitness.NONE);
    }

    private static List<StateChange> everyChange() {
        return List.of(
                new StateChange.PutOwnIdentity(ONE),
                new StateChange.PutIdentity(PHONE, ONE),
                new StateChange.DeleteIdentity(PHONE),
                new StateChange.PutSession(PHONE, ONE),
                new StateChange.DeleteSession(PHONE),
                new StateChange.PutPreKey(new StoredPreKey(1, ONE, StoredPreKey.Stage.NEW, NOON)),
                new StateChange.DeletePreKey(1),
                new StateChange.PutNextPreKeyId(2),
                new StateChange.PutSignedPreKey(new StoredSignedPreKey(1, ONE, NOON)),
                new StateChange.DeleteSignedPreKey(1),
                new StateChange.PutSenderKey(SENDER, ONE),
                new StateChange.DeleteSenderKey(SENDER),
                new StateChange.AddHolders("g", Set.of(PHONE)),
                new StateChange.RemoveHolders("g", Set.of(PHONE)),
                new StateChange.ForgetHolders("g"),
                new StateChange.PutAppStateKey(ONE, ONE),
                new StateChange.PutAppStateVersion("regular", ONE),
                new StateChange.DeleteAppStateVersion("regular"),
                new StateChange.PutLid("4912345", "77"),
                new StateChange.PutDeviceList("4912345", ONE),
                new StateChange.DeleteDeviceList("4912345"),
                new StateChange.KeepMessage(MESSAGE, ONE, NOON),
                new StateChange.DropMessage(MESSAGE),
                new StateChange.DropMessagesBefore(NOON.plusSeconds(1)),
                new StateChange.PutToken("4912345", new StoredToken(ONE, NOON)),
                new StateChange.DeleteToken("4912345"));
    }

    @Test
    void noKindOfChangeIsLeftOut() {
        assertThat(everyChange().stream().map(Object::getClass))
                .containsExactlyInAnyOrderElementsOf(Arrays.asList(StateChange.class.getPermittedSubclasses()));
    }

    @ParameterizedTest
    @MethodSource("everyChange")
    void theFormerOwnerChangesNothing(StateChange change) {
        // Something to delete and to drop.
        open(disk, 1)
                .commit(everyChange().stream().filter(FencedWritesTest::adds).toList());
        var former = open(disk, 2);
        open(disk, 3);
        var before = everything();

        assertThatThrownBy(() -> former.commit(List.of(change)))
                .isInstanceOf(CommitRefused.class)
                .hasCauseInstanceOf(StaleOwner.class);

        assertThat(former.isAlive()).as("it knows by now").isFalse();
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void theFormerOwnerDoesNotEndARenewal() {
        var former = open(disk, 1);
        open(disk, 2);
        var before = everything();
        assertThatThrownBy(former::renewed).isInstanceOf(CommitRefused.class).hasCauseInstanceOf(StaleOwner.class);
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void theFormerOwnerWipesNothing() {
        var former = open(disk, 1);
        former.commit(everyChange().stream().filter(FencedWritesTest::adds).toList());
        open(disk, 2);
        var before = everything();
        assertThatThrownBy(former::wipe).isInstanceOf(CommitRefused.class).hasCauseInstanceOf(StaleOwner.class);
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void aFenceStandsBeforeEveryWrite() {
        var line = new FaultyAdapter(disk);
        var state = open(line, 1);
        everyChange().forEach(change -> state.commit(List.of(change)));
        line.cutNextBatchAfter(2);
        state.commit(List.of(new StateChange.PutSession(PHONE, ONE), new StateChange.PutLid("4912345", "78")));
        state.renewed();
        open(line, 2).commit(everyChange());
        open(line, 3).wipe();

        assertThat(line.batches())
                .hasSizeGreaterThan(everyChange().size())
                .allSatisfy(batch -> assertThat(batch.getFirst()).isInstanceOf(Write.Guard.class));
    }

    private static boolean adds(StateChange change) {
        var name = change.getClass().getSimpleName();
        return name.startsWith("Put") || name.startsWith("Add") || name.startsWith("Keep");
    }

    private String everything() {
        return disk.find(Remembered.SCHEMA, Tenant.SYSTEM, Query.on(Index.EVERYTHING))
                .toString();
    }
}
