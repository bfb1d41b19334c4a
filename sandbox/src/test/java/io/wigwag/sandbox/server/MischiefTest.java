package io.wigwag.sandbox.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.binary.Node;
import io.wigwag.core.frame.Intro;
import io.wigwag.core.id.Jid;
import io.wigwag.core.octets.Octets;
import io.wigwag.sandbox.Sandbox;
import io.wigwag.sandbox.SandboxSettings;
import io.wigwag.sandbox.TestCompanion;
import io.wigwag.sandbox.TestLink;
import io.wigwag.sandbox.clock.SandboxClock;
import io.wigwag.sandbox.watch.EventLog;
import io.wigwag.sandbox.world.QueueEntry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whoever misbehaves on a real socket loses that connection, an event says why, and a bystander who is connected all
/// the while notices nothing.
final class MischiefTest {
    private Sandbox sandbox;
    private TestCompanion bystander;
    private TestLink watching;
    private TestCompanion mischief;

    @BeforeEach
    void start() throws Exception {
        sandbox = Sandbox.start(SandboxSettings.builder().plainPort(0).seed(13).build());
        bystander = TestCompanion.linked(sandbox, "ben");
        watching = bystander.online();
        mischief = TestCompanion.linked(sandbox, "mallory");
    }

    @AfterEach
    void stop() throws Exception {
        try (var link = watching) {
            assertThat(link.query(ping()).attributes().is("type", "result")).isTrue();
            assertThat(sandbox.events().after(0))
                    .filteredOn(event -> event.type().equals("device.offline"))
                    .noneMatch(
                            event -> event.text("account").equals(bystander.pn().user()));
            assertThat(sandbox.exchange().loop().failures()).isZero();
        }
        sandbox.close();
    }

    private static Node ping() {
        return Node.tag("iq")
                .attribute("to", Jid.SERVER)
                .attribute("xmlns", "w:p")
                .attribute("type", "get")
                .build();
    }

    private EventLog.Event event(String type) throws Exception {
        sandbox.exchange()
                .loop()
                .until(() -> sandbox.events().after(0).stream()
                        .anyMatch(event -> event.type().equals(type)))
                .get(20, TimeUnit.SECONDS);
        return sandbox.events().after(0).stream()
                .filter(event -> event.type().equals(type))
                .findFirst()
                .orElseThrow();
    }

    private void world(Runnable task) throws Exception {
        sandbox.exchange().loop().call(() -> {
            task.run();
            return true;
        });
    }

    /// Somebody who can speak WebSocket and nothing further.
    private final class Stranger implements WebSocket.Listener {
        final CompletableFuture<String> end = new CompletableFuture<>();
        private final WebSocket socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create(sandbox.plainChatUrl().orElseThrow()), this)
                .join();

        void say(Octets bytes) {
            socket.sendBinary(bytes.asBuffer(), true).join();
        }

        @Override
        public CompletionStage<?> onClose(WebSocket closed, int code, String reason) {
            end.complete("closed");
            return CompletableFuture.completedStage(null);
        }

        @Override
        public void onError(WebSocket broken, Throwable error) {
            end.complete("broken");
        }

        void isSentAway(String reason) throws Exception {
            assertThat(end.get(20, TimeUnit.SECONDS)).isNotEmpty();
            var event = event("connection.refused");
            assertThat(event.text("reason")).contains(reason);
            assertThat(event.text("remote")).contains("127.0.0.1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET / HTTP/1.1\r\n\r\n", "WB", "ED!", "\u0000"})
    void garbageInPlaceOfTheIntro(String garbage) throws Exception {
        var stranger = new Stranger();
        stranger.say(Octets.wrap(garbage.getBytes(StandardCharsets.ISO_8859_1)));
        stranger.isSentAway("does not begin with an intro");
    }

    @Test
    void garbageInPlaceOfTheHello() throws Exception {
        var stranger = new Stranger();
        stranger.say(Octets.concat(Intro.PLAIN.encoded(), Octets.ofHex("000003ffffff")));
        stranger.isSentAway("");
    }

    @Test
    void halfAFrameAndThenSilence() throws Exception {
        world(() ->
                sandbox.clock().set(new SandboxClock.Mode.Manual(sandbox.clock().instant())));
        var stranger = new Stranger();
        stranger.say(Octets.concat(Intro.PLAIN.encoded(), Octets.ofHex("000100ab")));
        sandbox.exchange().loop().advance(Duration.ofSeconds(20));
        stranger.isSentAway("no handshake within 20000 ms");
    }

    @Test
    void aPayloadThatNobodyCanRead() throws Exception {
        var link = TestLink.open(sandbox, mischief.noise, Octets.ofHex("ffffffff"));
        link.awaitClose();
        assertThat(event("connection.refused").text("reason")).contains("client payload");
    }

    private void isNotWellFormed(TestLink link) throws Exception {
        link.await(node ->
                node.is("stream:error") && node.child("xml-not-well-formed").isPresent());
        link.awaitClose();
        assertThat(event("stanza.refused").text("reason")).isNotEmpty();
    }

    @Test
    void aFrameThatIsNotSealed() throws Exception {
        try (var link = mischief.online()) {
            link.sendRaw(Octets.concat(Octets.ofHex("000020"), Octets.wrap(new byte[32])));
            isNotWellFormed(link);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"00f9", "00", "00f80503", "02789c", "00f8fffb"})
    void aSealedFrameThatIsNoNode(String plaintext) throws Exception {
        try (var link = mischief.online()) {
            link.sendSealed(Octets.ofHex(plaintext));
            isNotWellFormed(link);
        }
    }

    private static Node ack(String id) {
        return Node.tag("ack")
                .attribute("id", id)
                .attribute("class", "notification")
                .attribute("to", Jid.SERVER)
                .build();
    }

    private static Node notification(String id) {
        return Stanzas.notification("test", Jid.SERVER, id, 1).build();
    }

    private List<String> waitingForBystander() throws Exception {
        return sandbox.exchange()
                .loop()
                .call(() ->
                        sandbox.exchange().accounts().device(bystander.pn()).orElseThrow().queue().entries().stream()
                                .map(entry ->
                                        entry.stanza().attributes().text("id").orElse(""))
                                .toList());
    }

    @Test
    void nobodySettlesWhatIsAnothers() throws Exception {
        world(() -> {
            sandbox.exchange().settings().strayAcks = 3;
            var device = sandbox.exchange().accounts().device(bystander.pn()).orElseThrow();
            sandbox.exchange().delivery().deliver(device, QueueEntry.Kind.NOTIFICATION, notification("his"));
            var own = sandbox.exchange().accounts().device(mischief.pn()).orElseThrow();
            sandbox.exchange().delivery().deliver(own, QueueEntry.Kind.NOTIFICATION, notification("own"));
        });
        watching.await("notification");
        try (var link = mischief.online()) {
            for (var i = 0; i < 3; i++) {
                link.send(ack("his"));
            }
            link.send(ack("own"));
            for (var i = 0; i < 3; i++) {
                link.send(ack("his"));
            }
            assertThat(link.query(ping()).attributes().is("type", "result")).isTrue();
            link.send(ack("his"));
            link.awaitClose();
        }
        assertThat(event("connection.refused").text("reason"))
                .isEqualTo("4 acknowledgements in a row of what it never got");
        assertThat(waitingForBystander()).contains("his");
        watching.send(ack("his"));
        watching.query(ping());
        assertThat(waitingForBystander()).doesNotContain("his");
    }

    @Test
    void fiftyThousandStanzasAtOnce() throws Exception {
        try (var link = mischief.online()) {
            link.sendAll(Collections.nCopies(50_000, Node.of("presence")));
            link.awaitClose();
        }
        assertThat(event("connection.flooded").text("limit")).isEqualTo("2000 stanzas a second");
    }

    @Test
    void aReaderThatDoesNotRead() throws Exception {
        try (var link = mischief.online()) {
            link.reading(false);
            var large = Node.tag("ib").bytes(Octets.wrap(new byte[1 << 20])).build();
            world(() -> {
                var device = sandbox.exchange().accounts().device(mischief.pn()).orElseThrow();
                var connection = sandbox.exchange().connectionOf(device).orElseThrow();
                for (var i = 0; i < 64; i++) {
                    connection.send(large);
                }
            });
            var slow = event("connection.slow");
            assertThat(slow.text("connection")).isNotEmpty();
            assertThat(sandbox.exchange()
                            .loop()
                            .call(() -> sandbox.exchange().connections().size()))
                    .isEqualTo(1);
        }
    }

    @Test
    void aGoodbyeIsAnsweredHoweverBusyTheWorldIsAndWhateverIsUnsettled() throws Exception {
        var device = sandbox.exchange()
                .loop()
                .call(() -> sandbox.exchange().accounts().device(mischief.pn()).orElseThrow());
        var link = mischief.online();
        world(() -> {
            for (var i = 0; i < 1000; i++) {
                sandbox.exchange().delivery().deliver(device, QueueEntry.Kind.NOTIFICATION, notification("n" + i));
            }
        });
        link.await(node -> node.attributes().is("id", "n999"));
        var atWork = new CountDownLatch(1);
        sandbox.exchange().loop().execute(() -> {
            try {
                atWork.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
        link.close();
        link.awaitClose();
        atWork.countDown();
        sandbox.exchange()
                .loop()
                .until(() -> sandbox.exchange().connectionOf(device).isEmpty())
                .get(20, TimeUnit.SECONDS);
        assertThat(sandbox.exchange().loop().call(() -> device.queue().size())).isGreaterThanOrEqualTo(1000);
    }
}
