package io.wigwag.storage.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.core.id.DeviceAddress;
import io.wigwag.core.id.DeviceName;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.port.CommitRefused;
import io.wigwag.core.port.DeviceStore;
import io.wigwag.core.port.DeviceTaken;
import io.wigwag.core.port.OwnedState;
import io.wigwag.core.port.StateChange;
import io.wigwag.storage.Catalogue;
import io.wigwag.storage.document.DocumentStore;
import io.wigwag.storage.document.ShreddedKeys;
import io.wigwag.storage.document.StaleOwner;
import io.wigwag.storage.document.Tenant;
import io.wigwag.storage.engine.DeviceStates;
import io.wigwag.storage.engine.WitnessFile;
import io.wigwag.storage.lease.Leases;
import io.wigwag.storage.lease.Membership;
import io.wigwag.storage.lease.Ticker;
import io.wigwag.storage.seal.DataKeys;
import io.wigwag.storage.seal.DocumentKeychains;
import io.wigwag.storage.seal.LookupHashes;
import io.wigwag.storage.seal.RecordSealer;
import io.wigwag.storage.seal.Shredding;
import io.wigwag.storage.seal.master.LocalMasterKeys;
import io.wigwag.storage.seal.master.MasterKey;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Devices are opened in one call, by one owner at a time, each as a gateway would (R6c); two gateways here are two
/// members on one store.
class DeviceStatesTest {
    private static final Tenant ANA = new Tenant("ana");
    private static final DeviceName DEVICE = new DeviceName("dev_1");
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final DeviceAddress PEER = new DeviceAddress("4917600000001", 0);
    private static final Octets ONE = Octets.ofHex("01");
    private static final Octets TWO = Octets.ofHex("02");

    private final SecureRandom random = new SecureRandom();
    private final MasterKey master = MasterKey.generate("first", random);
    private Instant now = Instant.parse("2026-11-21T12:00:00Z");
    private final InstantSource clock = () -> now;
    private long nanos;

    @TempDir
    private Path directory = Path.of("");

    private final List<AutoCloseable> open = new ArrayList<>();

    DeviceStatesTest() throws Exception {}

    /// A store as a gateway process opens it.
    private record Opened(EmbeddedAdapter adapter, DataKeys keys, DocumentStore store, WitnessFile witness) {}

    private record Gateway(Membership membership, DeviceStore devices) {
        OwnedState take() throws DeviceTaken {
            return devices.open(DEVICE);
        }
    }

    private Opened opened() throws Exception {
        var adapter = EmbeddedAdapter.open(directory.resolve("data"), EmbeddedSettings.DEFAULT);
        open.add(adapter);
        var master = new LocalMasterKeys(List.of(this.master), random);
        var keys = new DataKeys(DocumentKeychains.over(adapter), master, random, clock, DataKeys.Bounds.DEFAULT);
        var store = DocumentStore.open(adapter, new RecordSealer(keys, random), Catalogue.schemas());
        var witness = WitnessFile.open(directory.resolve("witness"));
        open.add(witness);
        return new Opened(adapter, keys, store, witness);
    }

    private Gateway gateway(Opened opened, String id, Ticker ticker) {
        var membership = Membership.join(opened.store(), id, "host", clock, ticker, PATIENCE);
        return gateway(opened, membership);
    }

    private static Gateway gateway(Opened opened, Membership membership) {
        var leases = new Leases(opened.store(), membership, Set.of());
        return new Gateway(
                membership,
                new DeviceStates(opened.store(), ANA, leases, new LookupHashes(opened.keys()), opened.witness()));
    }

    private static List<StateChange> session(Octets record) {
        return List.of(new StateChange.PutSession(PEER, record));
    }

    private void pass(Duration duration) {
        nanos += duration.toNanos();
    }

    @AfterEach
    void stop() throws Exception {
        for (var thing : open.reversed()) {
            thing.close();
        }
        open.clear();
    }

    @Test
    void oneGatewayHasADeviceUntilItGivesItBack() throws Exception {
        var store = opened();
        var first = gateway(store, "m1", () -> nanos);
        var second = gateway(store, "m2", () -> nanos);
        var owned = first.take();
        assertThat(owned.isOurs()).isTrue();
        assertThatThrownBy(second::take).isInstanceOf(DeviceTaken.class).hasMessageContaining("dev_1");
        owned.state().commit(session(ONE));

        owned.close();

        assertThat(owned.isOurs()).isFalse();
        assertThatThrownBy(() -> owned.state().commit(session(TWO))).isInstanceOf(CommitRefused.class);
        var next = second.take();
        assertThat(next.isOurs()).isTrue();
        assertThat(next.state().sessions(List.of(PEER))).isEqualTo(Map.of(PEER, ONE));
        owned.close();
        assertThat(next.isOurs())
                .as("closing twice takes nothing from the next owner")
                .isTrue();
        assertThatThrownBy(first::take).isInstanceOf(DeviceTaken.class);
    }

    @Test
    void openingOnceMoreEndsWhatWasOpenedBefore() throws Exception {
        var gateway = gateway(opened(), "m1", () -> nanos);
        var before = gateway.take();
        before.state().commit(session(ONE));
        var after = gateway.take();
        assertThat(before.isOurs()).isFalse();
        assertThatThrownBy(() -> before.state().commit(session(TWO))).isInstanceOf(CommitRefused.class);
        before.close();
        assertThat(after.isOurs()).isTrue();
        assertThat(after.state().sessions(List.of(PEER))).isEqualTo(Map.of(PEER, ONE));
    }

    @Test
    void whoSleptThroughItsSuccessionWritesNothingAndLearnsOfItByItsFirstCommit() throws Exception {
        var store = opened();
        var sleeper = gateway(store, "m1", () -> 0);
        var other = gateway(store, "m2", () -> nanos);
        var stale = sleeper.take();
        stale.state().commit(session(ONE));
        other.membership().buryTheSilent();
        for (var i = 0; i < 5; i++) {
            pass(Duration.ofSeconds(3));
            other.membership().renew();
        }
        assertThat(other.membership().buryTheSilent()).containsExactly("m1");
        var owned = other.take();
        owned.state().commit(session(TWO));
        assertThat(stale.isOurs()).as("its time stood still").isTrue();

        assertThatThrownBy(() -> stale.state().commit(session(ONE)))
                .isInstanceOf(CommitRefused.class)
                .hasCauseInstanceOf(StaleOwner.class);

        assertThat(stale.isOurs()).isFalse();
        stale.close();
        assertThat(owned.isOurs()).isTrue();
        assertThat(owned.state().sessions(List.of(PEER))).isEqualTo(Map.of(PEER, TWO));
        assertThatThrownBy(() -> gateway(store, "m3", () -> nanos).take())
                .as("the stale one released nothing that is not its own")
                .isInstanceOf(DeviceTaken.class);
    }

    @Test
    void whoCannotRenewIsUncertainBeforeAnybodyMayTakeOver() throws Exception {
        var store = opened();
        var owned = gateway(store, "m1", () -> nanos).take();
        var second = gateway(store, "m2", () -> nanos);
        second.membership().buryTheSilent();
        pass(Duration.ofSeconds(9));
        second.membership().renew();
        assertThat(owned.isOurs()).isTrue();
        pass(Duration.ofSeconds(1));
        assertThat(owned.isOurs()).isFalse();
        assertThat(second.membership().buryTheSilent()).isEmpty();
        assertThatThrownBy(second::take).isInstanceOf(DeviceTaken.class);
    }

    @Test
    void theNextProcessOnTheFileNeedNotWaitForADeadOne() throws Exception {
        gateway(opened(), "m1", () -> nanos).take().state().commit(session(ONE));
        stop();

        var store = opened();
        var alone = Membership.joinAlone(store.store(), "m2", "host", clock);
        var owned = gateway(store, alone).take();

        assertThat(owned.state().sessions(List.of(PEER))).isEqualTo(Map.of(PEER, ONE));
        pass(Duration.ofDays(1));
        assertThat(owned.isOurs())
                .as("the file's lock keeps everybody else out")
                .isTrue();
    }

    @Test
    void aWipedDeviceIsMadeAnewUnderItsName() throws Exception {
        var store = opened();
        var gateway = gateway(store, "m1", () -> nanos);
        var owned = gateway.take();
        owned.state().commit(List.of(new StateChange.PutOwnIdentity(ONE), new StateChange.PutSession(PEER, ONE)));
        owned.wipe();
        owned.close();

        var anew = gateway.take();

        assertThat(anew.isRolledBack()).isFalse();
        assertThat(anew.state().ownIdentity()).isEmpty();
        assertThat(anew.inventory().allSessions()).isEmpty();
        anew.state().commit(List.of(new StateChange.PutOwnIdentity(TWO)));
        assertThat(anew.state().ownIdentity()).contains(TWO);
    }

    @Test
    void aDeviceThatDoesNotOpenIsNotHeld() throws Exception {
        var store = opened();
        var first = gateway(store, "m1", () -> nanos);
        try (var owned = first.take()) {
            owned.state().commit(session(ONE));
        }
        new Shredding(DocumentKeychains.over(store.adapter()), store.keys(), clock).device(ANA, DEVICE.value());

        for (var gateway : List.of(first, gateway(store, "m2", () -> nanos))) {
            assertThatThrownBy(gateway::take).isInstanceOf(ShreddedKeys.class);
        }
    }
}
