package io.wigwag.storage.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.core.id.DeviceAddress;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.port.StateChange;
import io.wigwag.core.port.StateUnavailable;
import io.wigwag.storage.document.DamagedDocument;
import io.wigwag.storage.document.DocumentAdapter;
import io.wigwag.storage.document.DocumentStore;
import io.wigwag.storage.document.Key;
import io.wigwag.storage.document.Tenant;
import io.wigwag.storage.document.Value;
import io.wigwag.storage.document.Write;
import io.wigwag.storage.testing.MemoryAdapter;
import io.wigwag.storage.testing.ScrambleSealer;
import io.wigwag.storage.testing.StoredStateContract;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// R14: what a device makes of a record of its own that was damaged. Nobody watches it from outside here.
class DamagedStateTest {
    private static final Tenant ANA = new Tenant("ana");
    private static final DeviceAddress PHONE = new DeviceAddress("4912345", 0);
    private static final DeviceAddress OTHER = new DeviceAddress("4998765", 2);
    private static final Octets ONE = Octets.ofHex("01");
    private static final Octets TWO = Octets.ofHex("0202");
    private static final List<StateChange> BEFORE = List.of(
            new StateChange.PutSession(PHONE, ONE),
            new StateChange.PutSession(OTHER, ONE),
            new StateChange.AddHolders("g", Set.of(PHONE)));

    private final DocumentAdapter disk = new MemoryAdapter();

    private static StoredDeviceState open(DocumentAdapter adapter, long lease) {
        var store = DocumentStore.open(adapter, new ScrambleSealer(), StoredDeviceState.schemas());
        return StoredDeviceState.open(store, ANA, "dev_1", lease, StoredStateContract.HIDING, CommitWitness.NONE);
    }

    private static List<Object> people(StoredDeviceState state) {
        return List.of(state.sessions(List.of(PHONE, OTHER)), state.sessionsOf("4998765"), state.heldBy("4912345"));
    }

    @Test
    void aDamagedSessionIsMissingAloneAndTheNextCommitMendsIt() {
        var state = open(disk, 1);
        state.commit(BEFORE);
        state.commit(List.of(new StateChange.PutSession(PHONE, ONE), new StateChange.PutOwnIdentity(ONE)));
        state.commit(List.of(new StateChange.PutNextPreKeyId(7)));
        damage("/session/" + StoredStateContract.HIDING.of("session", PHONE.toString()));

        var next = open(disk, 2);
        assertThat(next.sessions(List.of(PHONE, OTHER)).keySet()).containsExactly(OTHER);
        assertThat(next.sessionsOf(PHONE.name())).isEmpty();
        assertThat(next.allSessions()).containsExactly(OTHER);
        next.commit(List.of(new StateChange.PutSession(PHONE, TWO)));
        assertThat(open(disk, 3).sessions(List.of(PHONE))).isEqualTo(Map.of(PHONE, TWO));
    }

    @Test
    void whatMakesTheDeviceIsNeverTakenForMissing() {
        var state = open(disk, 1);
        state.commit(List.of(new StateChange.PutOwnIdentity(ONE), new StateChange.PutNextPreKeyId(7)));
        state.commit(BEFORE);
        damage("/own");
        damage("/nextPreKeyId");
        var next = open(disk, 2);
        assertThatThrownBy(next::ownIdentity)
                .isInstanceOf(StateUnavailable.class)
                .hasCauseInstanceOf(DamagedDocument.class);
        assertThatThrownBy(next::nextPreKeyId)
                .isInstanceOf(StateUnavailable.class)
                .hasCauseInstanceOf(DamagedDocument.class);
        assertThat(people(next)).isEqualTo(people(state));
        next.wipe();
        assertThat(next.ownIdentity()).isEmpty();
        assertThat(next.nextPreKeyId()).isEqualTo(1);
    }

    @Test
    void aDamagedHeadCountsAsPutBack() {
        var state = open(disk, 1);
        state.commit(BEFORE);
        state.commit(List.of(new StateChange.PutOwnIdentity(ONE)));
        var known = people(state);
        damage("/head");

        var next = open(disk, 2);
        assertThat(next.isRolledBack()).isTrue();
        assertThat(next.ownIdentity()).contains(ONE);
        assertThat(people(next)).isEqualTo(known);
        next.commit(List.of(new StateChange.DeleteSession(PHONE)));
        assertThat(open(disk, 3).isRolledBack()).as("nobody has renewed yet").isTrue();
        var renewing = open(disk, 4);
        renewing.renewed();
        assertThat(renewing.isRolledBack()).isFalse();
        assertThat(open(disk, 5).isRolledBack()).isFalse();
    }

    private void damage(String place) {
        var stored = disk.load(Remembered.SCHEMA, ANA, List.of("dev_1" + place)).getFirst();
        var content = stored.document().toBuilder()
                .put("content", new Value.Flag(true))
                .build();
        disk.write(List.of(new Write.Restore(new Key(Remembered.SCHEMA, ANA, stored.id()), stored.version(), content)));
    }
}
