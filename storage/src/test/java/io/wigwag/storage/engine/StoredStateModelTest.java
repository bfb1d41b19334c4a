package io.wigwag.storage.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.id.DeviceAddress;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.port.CommitRefused;
import io.wigwag.core.port.DeviceState;
import io.wigwag.core.port.MessageKey;
import io.wigwag.core.port.SenderKeyName;
import io.wigwag.core.port.StateChange;
import io.wigwag.core.port.StoredPreKey;
import io.wigwag.core.testing.MemoryDeviceState;
import io.wigwag.storage.document.DocumentStore;
import io.wigwag.storage.document.Tenant;
import io.wigwag.storage.testing.FaultyAdapter;
import io.wigwag.storage.testing.MemoryAdapter;
import io.wigwag.storage.testing.ScrambleSealer;
import io.wigwag.storage.testing.StoredStateContract;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever is committed, and wherever batches are cut and processes end: what was acknowledged is there, what was
/// refused is not. `-Dseed=N` runs one seed, `-Dseeds=N` that many.
class StoredStateModelTest {
    private static final int COMMITS = 60;
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final List<String> NAMES = List.of("111", "222", "333_1");
    private static final List<String> GROUPS = List.of("g", "h");

    static LongStream seeds() {
        var one = Long.getLong("seed");
        return one != null ? LongStream.of(one) : LongStream.range(0, Integer.getInteger("seeds", 30));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatWasAcknowledgedIsThereAndNothingElse(long seed) {
        var random = new SplittableRandom(seed);
        var line = new FaultyAdapter(new MemoryAdapter());
        var store = DocumentStore.open(line, new ScrambleSealer(), StoredDeviceState.schemas());
        var model = new MemoryDeviceState();
        DeviceState state = open(store, 1);
        var lease = 1;
        for (var i = 0; i < COMMITS; i++) {
            var changes = Stream.generate(() -> change(random))
                    .limit(random.nextInt(1, 6))
                    .toList();
            if (random.nextInt(3) == 0) {
                line.cutNextBatchAfter(random.nextInt(changes.size() + 4));
            }
            try {
                state.commit(changes);
                model.commit(changes);
            } catch (CommitRefused refused) {
                assertThat(refused).as("seed %d, commit %d", seed, i).hasCauseInstanceOf(RuntimeException.class);
            }
            line.heal();
            if (random.nextInt(4) == 0) {
                state = open(store, random.nextBoolean() ? ++lease : lease);
            }
            assertThat(all(state)).as("seed %d, commit %d", seed, i).isEqualTo(all(model));
        }
    }

    private static DeviceState open(DocumentStore store, long lease) {
        return StoredDeviceState.open(
                store, new Tenant("ana"), "dev_1", lease, StoredStateContract.HIDING, CommitWitness.NONE);
    }

    private static List<Object> all(DeviceState state) {
        var devices = devices().toList();
        var senders = GROUPS.stream()
                .flatMap(group -> devices().map(device -> new SenderKeyName(group, device)))
                .toList();
        var messages = NAMES.stream().map(name -> new MessageKey(name, "m")).toList();
        return List.of(
                state.sessions(devices),
                NAMES.stream().map(state::sessionsOf).toList(),
                state.preKeys(IntStream.range(0, 5).boxed().toList()),
                Stream.of(StoredPreKey.Stage.values())
                        .map(stage -> state.preKeysAt(stage, 3))
                        .toList(),
                state.senderKeys(senders),
                NAMES.stream()
                        .map(name -> new HashSet<>(state.senderKeysOf(name)))
                        .toList(),
                GROUPS.stream().map(state::holders).toList(),
                NAMES.stream().map(state::heldBy).toList(),
                state.lidsOf(NAMES),
                state.phonesOf(NAMES),
                state.keptMessages(messages));
    }

    private static Stream<DeviceAddress> devices() {
        return NAMES.stream().flatMap(name -> Stream.of(new DeviceAddress(name, 0), new DeviceAddress(name, 3)));
    }

    private static StateChange change(SplittableRandom random) {
        var device = devices().toList().get(random.nextInt(NAMES.size() * 2));
        var name = any(NAMES, random);
        var group = any(GROUPS, random);
        var record = Octets.copyOf(new byte[] {(byte) random.nextInt()});
        var at = NOON.plusSeconds(random.nextInt(4));
        return switch (random.nextInt(14)) {
            case 0, 1 -> new StateChange.PutSession(device, record);
            case 2 -> new StateChange.DeleteSession(device);
            case 3 ->
                new StateChange.PutPreKey(new StoredPreKey(
                        random.nextInt(5), record, any(List.of(StoredPreKey.Stage.values()), random), at));
            case 4 -> new StateChange.DeletePreKey(random.nextInt(5));
            case 5 -> new StateChange.PutSenderKey(new SenderKeyName(group, device), record);
            case 6 -> new StateChange.DeleteSenderKey(new SenderKeyName(group, device));
            case 7 -> new StateChange.AddHolders(group, Set.of(device));
            case 8 -> new StateChange.RemoveHolders(group, Set.of(device));
            case 9 -> new StateChange.ForgetHolders(group);
            case 10 -> new StateChange.PutLid(name, any(NAMES, random));
            case 11 -> new StateChange.KeepMessage(new MessageKey(name, "m"), record, at);
            case 12 -> new StateChange.DropMessage(new MessageKey(name, "m"));
            default -> new StateChange.DropMessagesBefore(at);
        };
    }

    private static <T> T any(List<T> all, SplittableRandom random) {
        return all.get(random.nextInt(all.size()));
    }
}
