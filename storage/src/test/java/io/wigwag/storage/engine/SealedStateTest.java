package io.wigwag.storage.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.core.id.DeviceAddress;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.port.StateChange;
import io.wigwag.storage.document.DocumentAdapter;
import io.wigwag.storage.document.Index;
import io.wigwag.storage.document.Query;
import io.wigwag.storage.document.ShreddedKeys;
import io.wigwag.storage.document.Tenant;
import io.wigwag.storage.seal.LookupHashes;
import io.wigwag.storage.seal.Shredding;
import io.wigwag.storage.testing.MemoryAdapter;
import io.wigwag.storage.testing.SealedContract;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A device's state under real keys.
class SealedStateTest extends SealedContract {
    private static final Tenant TENANT = new Tenant("ana");
    private static final DeviceAddress PHONE = new DeviceAddress("4915731460042", 0);
    private static final Octets SECRET = Octets.ofHex("7c3f9e0d51b8a2664ff01d9377ab20c8");

    @Override
    protected DocumentAdapter adapter() {
        return new MemoryAdapter();
    }

    private StoredDeviceState open(Running in, String device) {
        adapter.declare(StoredDeviceState.schemas());
        var hiding = Hiding.with(new LookupHashes(in.keys()), TENANT, device);
        return StoredDeviceState.open(in.store(), TENANT, device, 1, hiding, CommitWitness.NONE);
    }

    @Test
    void theNextProcessFindsAndOpensEverythingAndADumpTellsNothing() {
        open(process, "dev_1").commit(List.of(new StateChange.PutSession(PHONE, SECRET)));
        open(process, "dev_2").commit(List.of(new StateChange.PutSession(PHONE, SECRET)));

        var state = open(process(masterKeys(master)), "dev_1");

        assertThat(state.sessions(List.of(PHONE))).isEqualTo(Map.of(PHONE, SECRET));
        assertThat(state.sessionsOf(PHONE.name())).containsExactly(PHONE);
        var sessions = adapter.find(Remembered.SCHEMA, Tenant.SYSTEM, Query.on(Index.EVERYTHING)).stream()
                .filter(stored -> stored.id().contains("/session/"))
                .toList();
        assertThat(sessions)
                .hasSize(2)
                .allSatisfy(stored -> assertThat(stored.id() + stored.document().values())
                        .doesNotContain(PHONE.name())
                        .doesNotContain(SECRET.toHex()));
        assertThat(sessions)
                .as("two devices cannot be compared")
                .extracting(stored -> stored.id().substring("dev_1".length()))
                .doesNotHaveDuplicates();
    }

    @Test
    void withItsKeyADeviceIsGone() {
        open(process, "dev_1").commit(List.of(new StateChange.PutSession(PHONE, SECRET)));
        open(process, "dev_2").commit(List.of(new StateChange.PutSession(PHONE, SECRET)));
        new Shredding(process.chains(), process.keys(), clock).device(TENANT, "dev_1");

        var later = process(masterKeys(master));

        assertThatThrownBy(() -> open(later, "dev_1")).isInstanceOf(ShreddedKeys.class);
        assertThat(open(later, "dev_2").sessions(List.of(PHONE))).hasSize(1);
    }
}
