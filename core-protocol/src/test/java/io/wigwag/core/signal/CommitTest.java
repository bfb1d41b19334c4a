package io.wigwag.core.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.core.crypto.KeyPair;
import io.wigwag.core.id.DeviceAddress;
import io.wigwag.core.port.CommitRefused;
import io.wigwag.core.port.SenderKeyName;
import io.wigwag.core.port.StateChange;
import io.wigwag.core.testing.MemoryDeviceState;
import io.wigwag.core.testing.SeededRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What operations hand back is all that they do: committed at once, or not at all.
class CommitTest {
    private static final DeviceAddress ALICE = new DeviceAddress("491111", 3);

    private final SeededRandom random = new SeededRandom(41);
    private final OwnIdentity own = OwnIdentity.generate(random);
    private final MemoryDeviceState state = new MemoryDeviceState();
    private final SignalSessions sessions = new SignalSessions(
            state,
            new SessionCipher(own, () -> KeyPair.generate(random)),
            IdentityPolicy.TRUST_CHANGES,
            () -> Instant.parse("2026-11-21T12:00:00Z"));
    private final Correspondent alice = new Correspondent(new SeededRandom(42));

    @BeforeEach
    void aliceBegins() throws Exception {
        state.commit(new PreKeySupply(state, random, () -> Instant.parse("2026-11-21T12:00:00Z"))
                .rotate(own)
                .changes());
        alice.begin(new PreKeyBundle(
                own.publicKey(),
                own.registrationId(),
                SignedPreKey.of(state.signedPreKeys().getFirst()).published(),
                Optional.empty()));
    }

    @Test
    void allThatIsKnownOfAUserMovesInOneCommit() throws Exception {
        var groups = new GroupSessions(state, new GroupCipher(random));
        var theirs = new SenderKeyName("g@g.us", ALICE);
        var bystander = new DeviceAddress("492222", 3);
        var lid = new DeviceAddress("77_1", 3);
        state.commit(sessions.decryptFirst(ALICE, alice.send("by number").ciphertext())
                .changes());
        state.commit(List.of(
                new StateChange.PutSenderKey(
                        theirs, new GroupCipher(random).begin().toOctets()),
                new StateChange.AddHolders("g@g.us", Set.of(ALICE, bystander)),
                new StateChange.AddHolders("h@g.us", Set.of(ALICE, lid)),
                new StateChange.AddHolders("i@g.us", Set.of(bystander))));
        var moves = new ArrayList<>(sessions.migrate("491111", "77_1"));
        moves.addAll(groups.migrate("491111", "77_1"));

        state.refuseNextCommit();
        assertThatThrownBy(() -> state.commit(moves)).isInstanceOf(CommitRefused.class);
        assertThat(state.holders("g@g.us")).containsExactlyInAnyOrder(ALICE, bystander);
        state.commit(moves);

        assertThat(state.sessionsOf("491111")).isEmpty();
        assertThat(state.senderKeysOf("491111")).isEmpty();
        assertThat(state.heldBy("491111")).isEmpty();
        assertThat(state.sessionsOf("77_1")).containsExactly(lid);
        assertThat(state.senderKeysOf("77_1")).containsExactly(new SenderKeyName("g@g.us", lid));
        assertThat(state.holders("g@g.us")).containsExactlyInAnyOrder(lid, bystander);
        assertThat(state.holders("h@g.us")).containsExactly(lid);
        assertThat(state.holders("i@g.us")).containsExactly(bystander);
        assertThat(sessions.migrate("491111", "77_1")).isEmpty();
        assertThat(groups.migrate("491111", "77_1")).isEmpty();
    }

    @Test
    void aMessageWhoseCommitWasRefusedIsReadAgainAndASentOneIsSentAgain() throws Exception {
        var first = alice.send("first").ciphertext();
        var read = sessions.decryptFirst(ALICE, first);
        state.refuseNextCommit();
        assertThatThrownBy(() -> state.commit(read.changes())).isInstanceOf(CommitRefused.class);

        var again = sessions.decryptFirst(ALICE, first);
        state.commit(again.changes());
        var lost = sessions.encrypt(Map.of(ALICE, Correspondent.text("answer")), Map.of());
        state.refuseNextCommit();
        assertThatThrownBy(() -> state.commit(lost.changes())).isInstanceOf(CommitRefused.class);
        var sent = sessions.encrypt(Map.of(ALICE, Correspondent.text("answer")), Map.of());
        state.commit(sent.changes());

        assertThat(again.plaintext()).isEqualTo(read.plaintext());
        assertThat(sent.messages()).isEqualTo(lost.messages());
    }
}
