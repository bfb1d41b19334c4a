package io.wigwag.interop.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.proto.e2e.Message;
import io.wigwag.sandbox.Sandbox;
import io.wigwag.sandbox.SandboxSettings;
import io.wigwag.sandbox.phone.Draft;
import io.wigwag.sandbox.phone.Received;
import io.wigwag.sandbox.phone.SeenReceipt;
import io.wigwag.sandbox.phone.VirtualPhone;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `kill -9` at any moment of sending and receiving: nothing is lost, nobody gets anything twice, and no session is
/// broken. By hand: `-Dwigwag.kills=60 -Dwigwag.kills.mail=1000 -Dwigwag.kills.seed=N`.
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class KilledMailTest {
    private static final int KILLS = Integer.getInteger("wigwag.kills", 6);
    private static final int MAIL = Integer.getInteger("wigwag.kills.mail", 200);
    private static final long SEED = Long.getLong("wigwag.kills.seed", 17);
    /// Lines that a life of the process writes for a message each way, about.
    private static final int STEPS = 6;

    @TempDir
    private Path folder = Path.of("");

    private final SplittableRandom random = new SplittableRandom(SEED);
    private int written;

    @Test
    void nothingIsLostOrDoubled() throws Exception {
        try (var sandbox = Sandbox.start(SandboxSettings.builder().plainPort(0).build())) {
            var anna = sandbox.phones().create("anna");
            var ben = sandbox.phones().create("ben");
            var expected = expected(ben);
            for (var kill = 0; kill < KILLS; kill++) {
                if (kill > 0) {
                    // Some wait for the device; others come while it is there.
                    write(ben, anna, MAIL / (2 * KILLS));
                }
                live(sandbox, anna, ben, random.nextInt(1, 2 + STEPS * MAIL / KILLS));
            }
            write(ben, anna, MAIL - written);
            live(sandbox, anna, ben, Integer.MAX_VALUE);

            var seed = "seed " + SEED;
            assertThat(texts(ben)).as(seed).containsExactlyInAnyOrderElementsOf(sent());
            assertThat(journal("in ")).as(seed).containsExactlyInAnyOrderElementsOf(expected);
            assertThat(journal("asked again")).as(seed).isEmpty();
            assertThat(ben.receipts()).as(seed).extracting(SeenReceipt::type).doesNotContain("retry");
            assertThat(sandbox.events().after(0))
                    .as(seed)
                    .noneMatch(event -> event.type().equals("phone.unreadable")
                            || event.type().equals("phone.failed"));
            assertThat(sandbox.exchange().loop().failures()).isZero();
        }
    }

    private static List<String> sent() {
        return IntStream.range(0, MAIL).mapToObj(number -> "out " + number).toList();
    }

    private static List<String> expected(VirtualPhone ben) {
        return IntStream.range(0, MAIL)
                .mapToObj(number -> "in " + ben.lid() + " " + ben.lid() + " IN" + number + " in " + number)
                .toList();
    }

    private void write(VirtualPhone from, VirtualPhone to, int count) {
        for (var i = 0; i < count; i++) {
            var text = Message.newBuilder().setConversation("in " + written).build();
            var _ = from.send(Draft.of(to.number(), text).as("IN" + written));
            written++;
        }
    }

    private static List<String> texts(VirtualPhone phone) {
        return phone.inbox().stream()
                .map(Received::text)
                .flatMap(Optional::stream)
                .toList();
    }

    private List<String> journal(String beginning) throws Exception {
        return MailJournal.read(folder.resolve("journal")).stream()
                .filter(line -> line.startsWith(beginning))
                .toList();
    }

    /// One life of the process. It ends at a line that was drawn, or when all is done.
    private void live(Sandbox sandbox, VirtualPhone anna, VirtualPhone ben, int lines) throws Exception {
        var process = new ProcessBuilder(command(sandbox, ben))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var reader = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            follow(process, reader, anna, ben, lines);
        } finally {
            process.destroyForcibly();
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        }
    }

    private void follow(Process process, BufferedReader reader, VirtualPhone anna, VirtualPhone ben, int lines)
            throws Exception {
        var heard = new ArrayList<String>();
        var done = false;
        for (var line = reader.readLine(); line != null; line = reader.readLine()) {
            heard.add(line);
            if (line.startsWith("qr ")) {
                var _ = anna.scan(line.substring(3));
            } else if (line.equals("online") && written < MAIL && lines < Integer.MAX_VALUE) {
                write(ben, anna, Math.min(MAIL - written, MAIL / (2 * KILLS)));
            }
            done |= line.equals("done");
            var due = heard.size() >= lines && heard.contains("online");
            if (due || (done && lines < Integer.MAX_VALUE)) {
                process.destroyForcibly();
                return;
            }
            if (done && written == MAIL && journal("in ").size() >= MAIL) {
                return;
            }
        }
        throw new AssertionError("seed " + SEED + ": the process ended by itself: " + heard);
    }

    private List<String> command(Sandbox sandbox, VirtualPhone ben) {
        return List.of(
                System.getProperty("java.home") + "/bin/java",
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                Optional.ofNullable(System.getProperty("java.class.path")).orElse("."),
                JournalingDevice.class.getName(),
                sandbox.plainChatUrl().orElseThrow(),
                sandbox.noiseRoot().octets().toHex(),
                folder.toString(),
                ben.pn().toString(),
                String.valueOf(MAIL));
    }
}
