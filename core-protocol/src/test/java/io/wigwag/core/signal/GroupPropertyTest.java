package io.wigwag.core.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.core.octets.Octets;
import io.wigwag.core.testing.SeededRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A group of many, over a network that loses, doubles and reorders: who was given a key reads each message from then
/// on exactly once, and nothing from before.
class GroupPropertyTest {
    private static final int MEMBERS = 5;
    private static final int STEPS = 250;

    static LongStream seeds() {
        var one = Long.getLong("seed");
        return one == null ? LongStream.rangeClosed(1, 25) : LongStream.of(one);
    }

    private record Flight(int from, int to, int generation, long iteration, String text, Octets bytes) {}

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyMemberReadsWhatItMayAndOnlyOnce(long seed) throws Exception {
        new Run(seed).run();
    }

    private static final class Run {
        private final Random dice;
        private final GroupCipher cipher;
        private final List<SenderKeyRecord> own = new ArrayList<>();
        private final int[] generation = new int[MEMBERS];
        /// The record of each member for each sender, and from which iteration it may read which generation.
        private final Map<List<Integer>, SenderKeyRecord> others = new HashMap<>();
        private final Map<List<Integer>, Long> mayRead = new HashMap<>();
        private final List<Flight> network = new ArrayList<>();
        private final Set<String> read = new HashSet<>();

        Run(long seed) {
            dice = new Random(seed);
            cipher = new GroupCipher(new SeededRandom(seed));
            for (var member = 0; member < MEMBERS; member++) {
                own.add(cipher.begin());
            }
        }

        void run() throws Exception {
            for (var step = 0; step < STEPS; step++) {
                var from = dice.nextInt(MEMBERS);
                switch (dice.nextInt(10)) {
                    case 0 -> renew(from);
                    case 1, 2 -> give(from, dice.nextInt(MEMBERS));
                    case 3, 4, 5 -> send(from, "message " + step);
                    default -> deliver();
                }
            }
            while (!network.isEmpty()) {
                deliver();
            }
            assertThat(read).hasSizeGreaterThan(STEPS / 10);
        }

        /// At most five keys of a sender are kept, so no run renews one more often.
        private void renew(int from) {
            if (generation[from] < SenderKeyRecord.MOST_STATES - 1) {
                own.set(from, cipher.begin());
                generation[from]++;
            }
        }

        private void give(int from, int to) throws Exception {
            var given = SenderKeyDistribution.parse(
                    cipher.distribution(own.get(from)).toOctets());
            var record = cipher.accept(record(to, from), given);
            others.put(List.of(to, from), SenderKeyRecord.parse(record.toOctets()));
            mayRead.putIfAbsent(List.of(to, from, generation[from]), given.iteration());
        }

        private void send(int from, String text) throws Exception {
            var iteration = cipher.distribution(own.get(from)).iteration();
            var sent = cipher.encrypt(own.get(from), Correspondent.text(text));
            own.set(from, SenderKeyRecord.parse(sent.record().toOctets()));
            for (var to = 0; to < MEMBERS; to++) {
                if (to != from && dice.nextInt(5) > 0) {
                    var flight = new Flight(
                            from,
                            to,
                            generation[from],
                            iteration,
                            text,
                            sent.encrypted().ciphertext());
                    network.add(flight);
                    if (dice.nextInt(6) == 0) {
                        network.add(flight);
                    }
                }
            }
        }

        private void deliver() throws Exception {
            if (network.isEmpty()) {
                return;
            }
            var flight = network.remove(dice.nextInt(Math.min(network.size(), 12)));
            var record = record(flight.to(), flight.from());
            var stored = record.toOctets();
            var may = mayRead.get(List.of(flight.to(), flight.from(), flight.generation()));
            var name = flight.text() + " to " + flight.to();
            if (may == null) {
                assertThatThrownBy(() -> cipher.decrypt(record, flight.bytes()))
                        .isInstanceOf(SignalFailure.NoSenderKey.class);
            } else if (flight.iteration() < may || read.contains(name)) {
                assertThatThrownBy(() -> cipher.decrypt(record, flight.bytes()))
                        .isInstanceOf(SignalFailure.DuplicateMessage.class);
            } else {
                var received = cipher.decrypt(record, flight.bytes());
                assertThat(Correspondent.text(received.plaintext())).isEqualTo(flight.text());
                assertThat(read.add(name)).isTrue();
                others.put(
                        List.of(flight.to(), flight.from()),
                        SenderKeyRecord.parse(received.record().toOctets()));
            }
            assertThat(record.toOctets()).isEqualTo(stored);
        }

        private SenderKeyRecord record(int holder, int sender) {
            return others.getOrDefault(List.of(holder, sender), SenderKeyRecord.EMPTY);
        }
    }
}
