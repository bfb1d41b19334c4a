package io.wigwag.core.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.core.crypto.PublicKey;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.testing.SeededRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever a network does to the messages of two parties: each that arrives is read once and only once, as long as it
/// is not older than the chains that are kept.
class ConversationPropertyTest {
    private static final int STEPS = 300;

    static LongStream seeds() {
        var one = Long.getLong("seed");
        return one == null ? LongStream.rangeClosed(1, 60) : LongStream.of(one);
    }

    private record Flight(int from, String text, Encrypted message) {}

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyMessageThatArrivesIsReadOnce(long seed) throws Exception {
        new Run(seed).run();
    }

    private static final class Run {
        private final RandomGenerator dice;
        private final List<Correspondent> parties;
        private final List<Flight> network = new ArrayList<>();
        private final List<Flight> delivered = new ArrayList<>();
        private final List<SequencedSet<PublicKey>> chainsSeen = List.of(new LinkedHashSet<>(), new LinkedHashSet<>());
        private final Map<String, Integer> read = new HashMap<>();
        private int sent;

        Run(long seed) throws Exception {
            dice = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
            parties = List.of(new Correspondent(new SeededRandom(seed)), new Correspondent(new SeededRandom(~seed)));
            parties.get(0).begin(parties.get(1).bundle(dice.nextBoolean()));
            if (dice.nextInt(4) == 0) {
                // Both at once, before either has heard of the other.
                parties.get(1).begin(parties.get(0).bundle(dice.nextBoolean()));
            }
        }

        void run() throws Exception {
            for (var step = 0; step < STEPS; step++) {
                switch (dice.nextInt(10)) {
                    case 0, 1, 2, 3 -> send(dice.nextInt(2));
                    case 4, 5, 6 -> deliver(0);
                    case 7 -> deliver(network.isEmpty() ? 0 : dice.nextInt(network.size()));
                    case 8 -> replay();
                    default -> mishap();
                }
            }
            while (!network.isEmpty()) {
                deliver(0);
            }
            assertThat(read.values()).allMatch(times -> times == 1);
            assertThat(read.size()).isGreaterThan(STEPS / 10);
        }

        private void send(int from) throws Exception {
            var party = parties.get(from);
            if (party.session.isOpen()) {
                var text = "message " + sent++ + " of " + from;
                network.add(new Flight(from, text, party.send(text)));
            }
        }

        private void deliver(int index) throws Exception {
            if (network.isEmpty()) {
                return;
            }
            var flight = network.remove(index);
            var receiver = parties.get(1 - flight.from());
            var before = receiver.session.toOctets();
            try {
                assertThat(receiver.receive(flight.message())).isEqualTo(flight.text());
                read.merge(flight.text(), 1, Integer::sum);
                delivered.add(flight);
                chainsSeen.get(flight.from()).add(ratchetKey(flight));
            } catch (SignalFailure failure) {
                assertThat(chainsSince(flight))
                        .as("%s of a message that should have been read", failure)
                        .isGreaterThanOrEqualTo(SessionState.MOST_RECEIVING);
                assertThat(receiver.session.toOctets()).isEqualTo(before);
            }
        }

        private void replay() {
            if (delivered.isEmpty()) {
                return;
            }
            var flight = delivered.get(dice.nextInt(delivered.size()));
            var receiver = parties.get(1 - flight.from());
            var before = receiver.session.toOctets();
            var failure = assertThatThrownBy(() -> receiver.receive(flight.message()));
            if (chainsSince(flight) < SessionState.MOST_RECEIVING) {
                failure.isInstanceOf(SignalFailure.DuplicateMessage.class);
            } else {
                failure.isInstanceOf(SignalFailure.class);
            }
            assertThat(receiver.session.toOctets()).isEqualTo(before);
        }

        /// Loses a message, or changes one on its way.
        private void mishap() throws Exception {
            if (network.isEmpty()) {
                return;
            }
            var index = dice.nextInt(network.size());
            if (dice.nextInt(3) == 0) {
                network.remove(index);
                return;
            }
            var flight = network.get(index);
            var receiver = parties.get(1 - flight.from());
            var before = receiver.session.toOctets();
            var bytes = flight.message().ciphertext().toArray();
            bytes[dice.nextInt(bytes.length)] ^= (byte) (1 << dice.nextInt(8));
            var changed = new Encrypted(flight.message().type(), Octets.wrap(bytes));
            try {
                // Only what no code covers may change unnoticed: the outer fields of a first message.
                assertThat(receiver.receive(changed)).isEqualTo(flight.text());
                assertThat(changed.type()).isEqualTo(EncType.PKMSG);
                network.remove(index);
                read.merge(flight.text(), 1, Integer::sum);
                chainsSeen.get(flight.from()).add(ratchetKey(flight));
                delivered.add(flight);
            } catch (SignalFailure refused) {
                assertThat(receiver.session.toOctets()).isEqualTo(before);
            }
        }

        private int chainsSince(Flight flight) {
            var seen = chainsSeen.get(flight.from());
            try {
                var key = ratchetKey(flight);
                return seen.contains(key)
                        ? (int) seen.stream()
                                        .dropWhile(other -> !other.equals(key))
                                        .count()
                                - 1
                        : 0;
            } catch (SignalFailure impossible) {
                throw new AssertionError(impossible);
            }
        }

        private static PublicKey ratchetKey(Flight flight) throws SignalFailure {
            var bytes = flight.message().ciphertext().toArray();
            return flight.message().type() == EncType.MSG
                    ? SignalMessage.parse(bytes).ratchetKey()
                    : PreKeyMessage.parse(bytes).message().ratchetKey();
        }
    }
}
