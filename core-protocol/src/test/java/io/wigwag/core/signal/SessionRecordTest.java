package io.wigwag.core.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.wigwag.core.octets.Octets;
import io.wigwag.core.testing.SeededRandom;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SessionRecordTest {
    private final Correspondent alice = new Correspondent(new SeededRandom(1));
    private final Correspondent bob = new Correspondent(new SeededRandom(2));

    private void talk(int rounds) throws Exception {
        alice.begin(bob.bundle(true));
        for (var round = 0; round < rounds; round++) {
            bob.receive(alice.send("there"));
            alice.receive(bob.send("and back"));
        }
    }

    @Test
    void anEmptyRecordIsThreeBytes() throws Exception {
        assertThat(SessionRecord.EMPTY.toOctets()).isEqualTo(Octets.ofHex("010000"));
        assertThat(SessionRecord.parse(Octets.ofHex("010000")).isOpen()).isFalse();
    }

    /// libsignal stores 411 bytes after one round and 636 after fifty.
    @Test
    void itIsSmallerThanLibsignals() throws Exception {
        talk(1);
        assertThat(alice.session.toOctets().size()).isLessThanOrEqualTo(335);
        talk(50);
        var fresh = new SessionRecord(alice.session.current(), List.of());
        assertThat(fresh.toOctets().size()).isLessThanOrEqualTo(533);
    }

    @Test
    void everyPartComesBack() throws Exception {
        talk(3);
        bob.receive(alice.send("one"));
        alice.send("lost");
        bob.receive(alice.send("three"));
        alice.begin(bob.bundle(false));

        assertThat(SessionRecord.parse(alice.session.toOctets())).isEqualTo(alice.session);
        assertThat(SessionRecord.parse(bob.session.toOctets())).isEqualTo(bob.session);
        assertThat(alice.session.isUnanswered()).isTrue();
        assertThat(alice.session.identity()).contains(bob.identity.publicKey());
        assertThat(alice.session.registrationId()).hasValue(bob.identity.registrationId());
        assertThat(alice.session.archived()).hasSize(1);
    }

    @Test
    void whatANewerVersionPutBesideAStateStaysThere() throws Exception {
        talk(1);
        var state = alice.session.current().orElseThrow();
        var extension = Octets.ofHex("07c0ffee");
        var extended = new SessionState(
                state.peer(), state.root(), state.sending(), state.receiving(), Optional.empty(), extension);
        alice.session = alice.session.withCurrent(extended);

        bob.receive(alice.send("on we go"));
        alice.receive(bob.send("a new chain"));

        assertThat(alice.session.current().orElseThrow().extension()).isEqualTo(extension);
    }

    @Test
    void aRecordCutAnywhereIsMalformed() throws Exception {
        talk(2);
        alice.begin(bob.bundle(true));
        var bytes = alice.session.toOctets();
        for (var size = 0; size < bytes.size(); size++) {
            var cut = bytes.slice(0, size);
            assertThat(catchThrowableOfType(MalformedRecord.class, () -> SessionRecord.parse(cut)))
                    .as("cut to %d bytes", size)
                    .isNotNull();
        }
        assertThat(catchThrowableOfType(
                        MalformedRecord.class, () -> SessionRecord.parse(Octets.concat(bytes, Octets.ofHex("00")))))
                .isNotNull();
        assertThat(catchThrowableOfType(MalformedRecord.class, () -> SessionRecord.parse(Octets.ofHex("020000"))))
                .hasMessageContaining("version 2");
    }

    @Test
    void changedBytesEndInMalformedRecordAndNothingElse() throws Exception {
        talk(2);
        var random = new SeededRandom(5);
        var good = bob.session.toOctets().toArray();
        for (var round = 0; round < 5_000; round++) {
            var bytes = good.clone();
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            try {
                assertThat(SessionRecord.parse(Octets.wrap(bytes)).toOctets().size())
                        .isPositive();
            } catch (MalformedRecord expected) {
                assertThat(expected).hasMessageNotContaining("null");
            }
        }
    }

    @Test
    void thePastOfAnOlderRecordIsJoinedBehindTheNewer() throws Exception {
        talk(1);
        var older = alice.session;
        var late = bob.send("sent to the older one");
        alice.session = SessionRecord.EMPTY;
        alice.begin(bob.bundle(true));

        alice.session = alice.session.before(older);

        assertThat(alice.receive(late)).isEqualTo("sent to the older one");
        assertThat(SessionRecord.EMPTY.before(older)).isSameAs(older);
    }
}
