package io.wigwag.storage.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.wigwag.core.port.OwnedState;
import io.wigwag.core.signal.EncType;
import io.wigwag.core.signal.Encrypted;
import io.wigwag.core.signal.OneTimePreKey;
import io.wigwag.core.signal.PreKeyBundle;
import io.wigwag.core.signal.Renewal;
import io.wigwag.core.signal.SignalFailure;
import io.wigwag.core.testing.MemoryDeviceState;
import io.wigwag.core.testing.SeededRandom;
import io.wigwag.storage.engine.WitnessFile;
import io.wigwag.storage.seal.master.MasterKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// R14: an old backup that is put back is noticed at start, by the commit counter of a witness beside the store, and
/// leads to renewed sessions, not to silence.
class RestoreTest {
    private final MasterKey master = MasterKey.generate("first", new SecureRandom());
    private final SeededRandom random = new SeededRandom(14);
    private final Correspondent peer = new Correspondent(OwningChild.PEER, new MemoryDeviceState(), random);
    private final List<Integer> givenSinceTheBackup = new ArrayList<>();
    private final List<AutoCloseable> open = new ArrayList<>();
    private int number;
    private int signedSinceTheBackup;

    @TempDir
    private Path directory = Path.of("");

    RestoreTest() throws Exception {}

    private record Running(EmbeddedAdapter adapter, OwnedState owned, Correspondent device) {}

    private Running start() throws Exception {
        var adapter = EmbeddedAdapter.open(directory.resolve("data"), EmbeddedSettings.DEFAULT);
        open.add(adapter);
        var witness = WitnessFile.open(directory.resolve(WitnessFile.FILE));
        open.add(witness);
        var owned = OwningChild.owned(adapter, master, witness);
        return new Running(adapter, owned, new Correspondent(OwningChild.ADDRESS, owned.state(), random));
    }

    @AfterEach
    void stop() throws Exception {
        for (var thing : open) {
            thing.close();
        }
        open.clear();
    }

    /// A backup in the middle of a conversation, and the way back to it.
    @BeforeEach
    void putAnOldCopyBack() throws Exception {
        var running = start();
        assertThat(running.owned().isRolledBack()).isFalse();
        var device = running.device();
        arrives(peer, device, write(peer, device, Optional.of(device.bundle())));
        talk(device);
        talkInGroup(device);
        running.adapter().backup(directory.resolve("backup.db"));
        talk(device);
        talkInGroup(device);
        var rotated = device.supply().rotate(device.own());
        running.owned().state().commit(rotated.changes());
        signedSinceTheBackup = rotated.key().id();
        for (var i = 0; i < 5; i++) {
            givenSinceTheBackup.add(device.bundle().preKey().orElseThrow().id());
        }
        stop();
        Files.deleteIfExists(directory.resolve("data/wigwag.db-wal"));
        Files.deleteIfExists(directory.resolve("data/wigwag.db-shm"));
        Files.copy(
                directory.resolve("backup.db"),
                directory.resolve("data/wigwag.db"),
                StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    void whatIsSentAsIfNothingHadHappenedIsTakenForOld() throws Exception {
        var device = start().device();

        var sent = device.write(peer.address, "after", Optional.empty()).orElseThrow();

        assertThat(catchThrowable(() -> peer.read(device.address, sent, List.of())))
                .isInstanceOf(SignalFailure.DuplicateMessage.class);
    }

    @Test
    void bothDirectionsHealWithOneRetryAtMost() throws Exception {
        var running = start();
        assertThat(running.owned().isRolledBack()).isTrue();
        renew(running);
        var device = running.device();

        assertThat(device.write(peer.address, "no session", Optional.empty()))
                .as("nothing leaves with an old session")
                .isEmpty();
        var fromPeer =
                peer.write(device.address, "from the peer", Optional.empty()).orElseThrow();
        var failure = catchThrowable(() -> device.read(peer.address, fromPeer, List.of()));
        assertThat(failure)
                .isInstanceOfSatisfying(
                        SignalFailure.class,
                        reason -> assertThat(reason.retryReason()).isPresent());
        // The retry: our keys go out in the receipt.
        var again = write(peer, device, Optional.of(device.bundle()));
        assertThat(again.type()).isEqualTo(EncType.PKMSG);
        arrives(peer, device, again);

        talk(device);
        talkInGroup(device);
    }

    @Test
    void whenTheDeviceWritesFirstNobodyNeedsARetry() throws Exception {
        var running = start();
        renew(running);
        var device = running.device();

        arrives(device, peer, write(device, peer, Optional.of(peer.bundle())));

        talk(device);
        talkInGroup(device);
    }

    @Test
    void aLateMessageOfTheOldSessionDoesNotBringItsKeysBack() throws Exception {
        var running = start();
        var late =
                peer.write(running.device().address, "late", Optional.empty()).orElseThrow();
        renew(running);
        var device = running.device();

        var failure = catchThrowable(() -> device.read(peer.address, late, List.of()));
        assertThat(failure).isInstanceOf(SignalFailure.class);

        assertThat(device.write(peer.address, "no session", Optional.empty())).isEmpty();
    }

    @Test
    void aRenewalThatWasCutOffIsBegunAgainAndOneThatEndedIsNot() throws Exception {
        var first = start();
        first.owned()
                .state()
                .commit(first.device().supply().renew(first.device().own()).changes());
        stop();
        var second = start();
        assertThat(second.owned().isRolledBack()).isTrue();
        renew(second);
        second.owned().renewed();
        assertThat(second.owned().isRolledBack()).isFalse();
        stop();

        assertThat(start().owned().isRolledBack()).isFalse();
    }

    @Test
    void newPreKeysHaveIdsThatNobodyWasGiven() throws Exception {
        var running = start();
        renew(running);

        var upload = running.device().supply().forUpload(20);

        assertThat(upload.keys()).extracting(OneTimePreKey::id).doesNotContainAnyElementsOf(givenSinceTheBackup);
        assertThat(running.owned().state().signedPreKeys().getFirst().id()).isNotEqualTo(signedSinceTheBackup);
        assertThat(running.owned().state().signedPreKeys())
                .as("the old one still reads what is on its way")
                .hasSize(2);
    }

    private void renew(Running running) {
        var device = running.device();
        var state = running.owned().state();
        Renewal.of(state, running.owned().inventory(), device.supply().renew(device.own()))
                .forEach(state::commit);
    }

    private void talk(Correspondent device) throws Exception {
        for (var i = 0; i < 3; i++) {
            arrives(device, peer, write(device, peer, Optional.empty()));
            arrives(peer, device, write(peer, device, Optional.empty()));
            arrives(device, peer, write(device, peer, Optional.empty()));
        }
    }

    private void talkInGroup(Correspondent device) throws Exception {
        for (var i = 0; i < 3; i++) {
            groupArrives(device, peer);
            groupArrives(peer, device);
        }
    }

    private void groupArrives(Correspondent from, Correspondent to) throws Exception {
        var text = "group " + number++;
        var sent = from.writeToGroup(text, false);
        if (sent.fresh()) {
            to.accept(from.address, sent.distribution());
        }
        assertThat(to.read(from.address, sent.message(), List.of())).isEqualTo(text);
    }

    private Encrypted write(Correspondent from, Correspondent to, Optional<PreKeyBundle> bundle) {
        return from.write(to.address, "text " + ++number, bundle).orElseThrow();
    }

    private void arrives(Correspondent from, Correspondent to, Encrypted message) throws Exception {
        assertThat(to.read(from.address, message, List.of())).isEqualTo("text " + number);
    }
}
