package io.wigwag.storage.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.id.DeviceAddress;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.port.DeviceState;
import io.wigwag.core.port.MessageKey;
import io.wigwag.core.port.SenderKeyName;
import io.wigwag.core.port.StateChange;
import io.wigwag.core.port.StateInventory;
import io.wigwag.core.port.StoredPreKey;
import io.wigwag.core.port.StoredSignedPreKey;
import io.wigwag.core.port.StoredToken;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// One of everything that a device can remember.
final class GoldenDevice {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final String GROUP = "4912345-17@g.us";
    private static final DeviceAddress PEER = new DeviceAddress("4912345", 3);
    private static final SenderKeyName SENDER = new SenderKeyName(GROUP, PEER);
    private static final MessageKey MESSAGE = new MessageKey("4912345", "3EB0C431");
    private static final StoredPreKey PRE_KEY =
            new StoredPreKey(5, Octets.ofHex("aa05"), StoredPreKey.Stage.GIVEN_OUT, NOON);
    private static final StoredSignedPreKey SIGNED = new StoredSignedPreKey(2, Octets.ofHex("aa06"), NOON);
    private static final StoredToken TOKEN = new StoredToken(Octets.ofHex("aa07"), NOON);

    private GoldenDevice() {}

    private static Octets record(int number) {
        return Octets.ofHex("%04x".formatted(0xaa00 + number));
    }

    /// Two commits, so that there is something whose commit was not the last.
    static void live(DeviceState state) {
        state.commit(List.of(
                new StateChange.PutOwnIdentity(record(1)),
                new StateChange.PutIdentity(PEER, record(2)),
                new StateChange.PutSession(PEER, record(3)),
                new StateChange.PutSession(new DeviceAddress("4999", 0), record(3)),
                new StateChange.PutSenderKey(SENDER, record(4)),
                new StateChange.PutPreKey(PRE_KEY),
                new StateChange.PutNextPreKeyId(6),
                new StateChange.PutSignedPreKey(SIGNED),
                new StateChange.AddHolders(GROUP, Set.of(PEER)),
                new StateChange.PutAppStateKey(record(8), record(9)),
                new StateChange.PutAppStateVersion("regular", record(10))));
        state.commit(List.of(
                new StateChange.DeleteSession(new DeviceAddress("4999", 0)),
                new StateChange.PutLid("4912345", "77001"),
                new StateChange.PutDeviceList("4912345", record(11)),
                new StateChange.KeepMessage(MESSAGE, record(12), NOON),
                new StateChange.PutToken("4912345", TOKEN)));
    }

    static <S extends DeviceState & StateInventory> void check(S state) {
        assertThat(state.ownIdentity()).contains(record(1));
        assertThat(state.identities(List.of(PEER))).isEqualTo(Map.of(PEER, record(2)));
        assertThat(state.sessions(List.of(PEER, new DeviceAddress("4999", 0)))).isEqualTo(Map.of(PEER, record(3)));
        assertThat(state.sessionsOf(PEER.name())).containsExactly(PEER);
        assertThat(state.allSessions()).containsExactly(PEER);
        assertThat(state.senderKeys(List.of(SENDER))).isEqualTo(Map.of(SENDER, record(4)));
        assertThat(state.senderKeysOf(PEER.name())).containsExactly(SENDER);
        assertThat(state.allSenderKeys()).containsExactly(SENDER);
        assertThat(state.preKeys(List.of(5))).isEqualTo(Map.of(5, PRE_KEY));
        assertThat(state.preKeysAt(StoredPreKey.Stage.GIVEN_OUT, 9)).containsExactly(PRE_KEY);
        assertThat(state.nextPreKeyId()).isEqualTo(6);
        assertThat(state.signedPreKeys()).containsExactly(SIGNED);
        assertThat(state.holders(GROUP)).containsExactly(PEER);
        assertThat(state.heldBy(PEER.name())).isEqualTo(Map.of(GROUP, Set.of(PEER)));
        assertThat(state.appStateKeys()).isEqualTo(Map.of(record(8), record(9)));
        assertThat(state.appStateVersions(List.of("regular"))).isEqualTo(Map.of("regular", record(10)));
        assertThat(state.lidsOf(List.of("4912345"))).isEqualTo(Map.of("4912345", "77001"));
        assertThat(state.phonesOf(List.of("77001"))).isEqualTo(Map.of("77001", "4912345"));
        assertThat(state.deviceLists(List.of("4912345"))).isEqualTo(Map.of("4912345", record(11)));
        assertThat(state.keptMessages(List.of(MESSAGE))).isEqualTo(Map.of(MESSAGE, record(12)));
        assertThat(state.tokens(List.of("4912345"))).isEqualTo(Map.of("4912345", TOKEN));
    }

    static void goOn(DeviceState state) {
        state.commit(List.of(
                new StateChange.PutSession(PEER, record(99)), new StateChange.DropMessagesBefore(NOON.plusMillis(1))));
        assertThat(state.sessions(List.of(PEER))).isEqualTo(Map.of(PEER, record(99)));
        assertThat(state.keptMessages(List.of(MESSAGE))).isEmpty();
    }
}
