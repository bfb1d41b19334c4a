package io.wigwag.storage.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.octets.Octets;
import io.wigwag.core.signal.EncType;
import io.wigwag.core.signal.Encrypted;
import io.wigwag.core.signal.PreKeyBundle;
import io.wigwag.core.signal.SenderKeyDistribution;
import io.wigwag.core.testing.MemoryDeviceState;
import io.wigwag.core.testing.SeededRandom;
import io.wigwag.storage.seal.master.MasterKey;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// R7b: `kill -9` at any moment leaves no message undecryptable on either side, none lost, none accepted twice. A
/// device in a process of its own, that is killed again and again, and a peer here write to each other, in pairs
/// and in a group; what the device did not answer it is told again by the next process.
///
/// `-Dsoak.messages=100000 -Dsoak.kills=500` for more, `-Dseed=N` for the same orders and kills again.
class SignalSoakTest {
    private static final int WINDOW = 16;

    private final long seed = Long.getLong("seed", 7);
    private final int messages = Integer.getInteger("soak.messages", 3_000);
    private final int kills = Integer.getInteger("soak.kills", 15);
    private final SplittableRandom random = new SplittableRandom(seed);
    private final Map<String, String> unanswered = new LinkedHashMap<>();
    private final List<String> sentToChild = new ArrayList<>();
    private final Set<String> acceptedHere = new HashSet<>();
    private final List<String> troubles = new ArrayList<>();
    private final Correspondent peer =
            new Correspondent(OwningChild.PEER, new MemoryDeviceState(), new SeededRandom(seed));
    private Optional<PreKeyBundle> bundle = Optional.empty();
    private boolean hasSession;
    private boolean hasGroupKey;
    private boolean childHasSession;
    private int ordered;
    private int told;
    private int killed;
    private int lease;

    @TempDir
    private Path workshop = Path.of("");

    SignalSoakTest() throws Exception {}

    @Test
    @Timeout(7_200)
    void noKillLosesOrRepeatsAMessage() throws Exception {
        var master = MasterKey.generate("first", new SecureRandom()).reveal();
        order("bundle");
        while (told < messages) {
            live(master, killed < kills ? 1 + random.nextInt(2 * messages / kills) : Integer.MAX_VALUE);
        }
        unanswered.clear();
        sentToChild.forEach(id -> unanswered.put(id, "has " + id));
        live(master, Integer.MAX_VALUE);

        assertThat(troubles).as("seed %d", seed).isEmpty();
        assertThat(killed).as("kills, seed %d", seed).isGreaterThanOrEqualTo(Math.min(kills, 5));
        assertThat(acceptedHere.size() + sentToChild.size()).isGreaterThanOrEqualTo(messages * 9 / 10);
        assertThat(acceptedHere).hasSizeGreaterThan(messages / 4);
        assertThat(sentToChild).hasSizeGreaterThan(messages / 4);
    }

    /// One life of the device's process; to the end of all orders, or until so many answers have come.
    private void live(String master, int answers) throws Exception {
        lease++;
        var process = new ProcessBuilder(ChildProcess.command(
                        workshop, OwningChild.class, workshop.resolve("data").toString(), master, "" + lease))
                .redirectError(workshop.resolve("errors.txt").toFile())
                .start();
        try (var in = process.outputWriter();
                var out = process.inputReader()) {
            var known = new HashSet<String>();
            refill(in, known);
            var left = answers;
            while (left > 0 && !unanswered.isEmpty()) {
                var line = out.readLine();
                if (line == null) {
                    throw new IOException("the child died by itself, seed " + seed + ": " + lastWords());
                }
                hear(line);
                left--;
                refill(in, known);
            }
            if (!unanswered.isEmpty()) {
                kill(process, out);
            }
        } finally {
            process.destroyForcibly();
            process.waitFor();
        }
    }

    /// While it is at work on what it was told; what it had said before still counts.
    private void kill(Process process, BufferedReader out) throws Exception {
        // By its handle: the process object would close the pipe as well.
        process.toHandle().destroyForcibly();
        killed++;
        for (var line = out.readLine(); line != null; line = out.readLine()) {
            hear(line);
        }
    }

    private String lastWords() throws IOException {
        return Files.readString(workshop.resolve("errors.txt"));
    }

    /// Enough orders for the child to be at work whenever it is killed, and never so many that both sides wait for
    /// each other with full pipes.
    private void refill(BufferedWriter in, Set<String> known) throws Exception {
        while (unanswered.size() < WINDOW && ordered < messages) {
            next();
        }
        for (var id : unanswered.keySet().stream().limit(WINDOW).toList()) {
            if (known.add(id)) {
                in.write(unanswered.get(id) + "\n");
            }
        }
        in.flush();
    }

    private void next() throws Exception {
        var dice = random.nextInt(100);
        if (dice == 0) {
            order("bundle");
        } else if (dice < 40 && hasSession) {
            var id = "p" + ordered;
            deliver(id, peer.write(OwningChild.ADDRESS, id, Optional.empty()).orElseThrow());
        } else if (dice < 55 && hasSession) {
            writeToGroup();
        } else if (dice < 85 && childHasSession) {
            order("out");
        } else {
            order("group", "" + (dice == 99));
        }
    }

    private void writeToGroup() {
        var id = "g" + ordered;
        var outgoing = peer.writeToGroup(id, random.nextInt(50) == 0);
        if (outgoing.fresh() || !hasGroupKey) {
            hasGroupKey = true;
            order("given", outgoing.distribution().toOctets().toHex());
        }
        deliver(id, outgoing.message());
    }

    private void deliver(String id, Encrypted message) {
        ordered++;
        sentToChild.add(id);
        unanswered.put(
                id,
                "in " + id + " " + message.type() + " " + message.ciphertext().toHex());
    }

    private void order(String... words) {
        var id = words[0] + ordered++;
        unanswered.put(id, String.join(" ", words[0], id) + (words.length > 1 ? " " + words[1] : ""));
    }

    private void hear(String line) throws Exception {
        var words = Arrays.asList(line.split(" ", -1));
        var id = words.get(1);
        assertThat(unanswered.remove(id))
                .as("%s was asked for, seed %d", line, seed)
                .isNotNull();
        told++;
        switch (words.getFirst()) {
            case "bundle" -> {
                bundle = Optional.of(Correspondent.bundle(words.subList(2, words.size())));
                var first = "b" + ordered;
                deliver(first, peer.write(OwningChild.ADDRESS, first, bundle).orElseThrow());
                hasSession = true;
            }
            case "out" -> accept(id, new Encrypted(EncType.valueOf(words.get(2)), Octets.ofHex(words.get(3))));
            case "group" -> {
                if (!words.get(3).equals("-")) {
                    peer.accept(OwningChild.ADDRESS, SenderKeyDistribution.parse(Octets.ofHex(words.get(3))));
                    order("held", words.get(2));
                }
                accept(id, new Encrypted(EncType.SKMSG, Octets.ofHex(words.get(4))));
            }
            case "in" -> childHasSession = true;
            case "given", "held" -> {}
            case "has" -> {
                if (!Boolean.parseBoolean(words.get(2))) {
                    troubles.add(line);
                }
            }
            default -> troubles.add(line);
        }
    }

    private void accept(String id, Encrypted message) throws Exception {
        assertThat(peer.read(OwningChild.ADDRESS, message, List.of()))
                .as("seed %d", seed)
                .isEqualTo(id);
        assertThat(acceptedHere.add(id))
                .as("%s for the first time, seed %d", id, seed)
                .isTrue();
    }
}
