package io.wigwag.gateway.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.octets.Octets;
import io.wigwag.proto.e2e.ProtocolMessage;
import io.wigwag.sandbox.fault.Action;
import io.wigwag.sandbox.fault.Direction;
import io.wigwag.sandbox.fault.FaultRule;
import io.wigwag.sandbox.fault.Layer;
import io.wigwag.sandbox.fault.Match;
import io.wigwag.sandbox.phone.Manners;
import io.wigwag.sandbox.phone.MediaFile;
import io.wigwag.sandbox.phone.Received;
import io.wigwag.sandbox.phone.VirtualPhone;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Messages over the interface, with the simulated WhatsApp and its phones behind it.
class MessageStoryTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private Stage stage;
    private VirtualPhone ana;
    private VirtualPhone ben;
    private String device;

    @BeforeEach
    void setUp() throws Exception {
        stage = new Stage(folder, Map.of("egress.allowed", "127.0.0.0/8", "egress.ports", "any"));
        ana = stage.sandbox().phones().create("ana");
        ben = stage.sandbox().phones().create("ben");
        ben.manners(Manners.SILENT.receipts(Manners.Receipts.DELIVERY));
        device = stage.post("/v1/devices", "{}", 201).at("/id").stringValue();
        var code = stage.get("/v1/devices/" + device + "/qr?format=json&wait=10");
        var _ = ana.scan(code.at("/text").stringValue());
        stage.await(device, "online");
    }

    @AfterEach
    void tearDown() {
        stage.close();
    }

    private String wish(String rest) {
        return "{\"device\":\"" + device + "\"," + rest + "}";
    }

    private String text(String to, String words) {
        return wish("\"to\":\"" + to + "\",\"type\":\"text\",\"text\":{\"body\":\"" + words + "\"}");
    }

    private JsonNode send(String wish) throws Exception {
        return stage.post("/v1/messages", wish, 202);
    }

    private String word(JsonNode view, String pointer) {
        return view.at(pointer).stringValue("");
    }

    /// Waits until a message is so far.
    private JsonNode awaitStatus(String message, String status) throws Exception {
        try (var events = stage.listen("/v1/events/stream?device=" + device)) {
            var now = stage.get("/v1/messages/" + message);
            while (!word(now, "/status").equals(status)) {
                var _ = events.next("message.status");
                now = stage.get("/v1/messages/" + message);
            }
            return now;
        }
    }

    private List<String> texts(VirtualPhone phone) {
        return phone.inbox().stream()
                .map(Received::text)
                .flatMap(text -> text.stream())
                .toList();
    }

    @Test
    void aTextGoesOutIsReadAndIsAnswered() throws Exception {
        var sent = send(text("+" + ben.number(), "hello"));
        assertThat(word(sent, "/status")).isEqualTo("queued");
        var there = ben.awaitText("hello", PATIENCE);
        ben.read(there);
        var read = awaitStatus(word(sent, "/id"), "read");
        assertThat(word(read, "/waMessageId")).isEqualTo(there.id());

        try (var events = stage.listen("/v1/events/stream?device=" + device)) {
            var _ = ben.reply(there, "and back");
            var came = events.next("message.received").at("/data");
            assertThat(word(came, "/text")).isEqualTo("and back");
            assertThat(word(came, "/about")).isEqualTo(there.id());
            assertThat(word(came, "/from/phone")).isEqualTo("+" + ben.number());
            var answer = send(wish("\"to\":\"" + ben.number() + "\",\"type\":\"text\",\"text\":{\"body\":\"quoting\"},"
                    + "\"replyTo\":\"" + word(came, "/id") + "\""));
            var quoting = ben.awaitText("quoting", PATIENCE);
            assertThat(quoting.message()
                            .getExtendedTextMessage()
                            .getContextInfo()
                            .getStanzaId())
                    .isEqualTo(word(came, "/waMessageId"));
            var _ = awaitStatus(word(answer, "/id"), "delivered");
        }
        var chat = stage.get("/v1/messages?device=" + device + "&chat=" + ben.lid());
        assertThat(chat.at("/data"))
                .extracting(view -> word(view, "/text"))
                .containsExactly("quoting", "and back", "hello");
    }

    @Test
    void reactionsEditsAndRevocationsAreAboutMessages() throws Exception {
        var sent = send(text(ben.number(), "frist"));
        var there = ben.awaitText("frist", PATIENCE);
        var id = word(sent, "/id");
        var _ = awaitStatus(id, "delivered");
        var _ = send(wish("\"type\":\"edit\",\"edit\":{\"message\":\"" + id + "\",\"body\":\"first\"}"));
        var edit = ben.awaitMessage(each -> each.message().hasProtocolMessage(), PATIENCE);
        assertThat(edit.message().getProtocolMessage().getKey().getId()).isEqualTo(there.id());
        var _ = send(wish("\"type\":\"revoke\",\"revoke\":{\"message\":\"" + id + "\"}"));
        var _ = ben.awaitMessage(
                each -> each.message().getProtocolMessage().getType() == ProtocolMessage.Type.REVOKE
                        && each.message().hasProtocolMessage(),
                PATIENCE);

        try (var events = stage.listen("/v1/events/stream?device=" + device)) {
            var _ = ben.sendText(ana.number(), "like this?");
            var came = events.next("message.received").at("/data");
            var _ = send(wish(
                    "\"type\":\"reaction\",\"reaction\":{\"message\":\"" + word(came, "/id") + "\",\"emoji\":\"👍\"}"));
            var reaction = ben.awaitMessage(each -> each.message().hasReactionMessage(), PATIENCE);
            assertThat(reaction.message().getReactionMessage().getKey().getId()).isEqualTo(word(came, "/waMessageId"));
            assertThat(reaction.message().getReactionMessage().getKey().getFromMe())
                    .as("seen by who reacts")
                    .isFalse();
        }
    }

    @Test
    void aPictureGoesBothWays() throws Exception {
        var picture = new byte[70_000];
        for (var i = 0; i < picture.length; i++) {
            picture[i] = (byte) (i * 31);
        }
        var uploaded = stage.upload("/v1/devices/" + device + "/media?kind=image", "image/jpeg", picture);
        assertThat(Integer.parseInt(word(uploaded, "/size"))).isEqualTo(picture.length);
        var _ = send(wish("\"to\":\"" + ben.number() + "\",\"type\":\"image\",\"image\":{\"media\":\""
                + word(uploaded, "/id") + "\",\"caption\":\"look\"}"));
        var there = ben.awaitMessage(each -> each.message().hasImageMessage(), PATIENCE);
        assertThat(there.message().getImageMessage().getCaption()).isEqualTo("look");
        assertThat(there.message().getImageMessage().getFileLength()).isEqualTo(picture.length);

        try (var events = stage.listen("/v1/events/stream?device=" + device)) {
            var _ = ben.sendMedia(
                    ana.number(),
                    MediaFile.of(MediaFile.Kind.IMAGE, Octets.wrap(picture), "image/jpeg")
                            .captioned("and back"));
            var came = events.next("message.received").at("/data");
            assertThat(word(came, "/type")).isEqualTo("image");
            var got = stage.get("/v1/messages/" + word(came, "/id") + "/media", BodyHandlers.ofByteArray());
            assertThat(got.statusCode()).isEqualTo(200);
            assertThat(got.body()).isEqualTo(picture);
        }
        // What lies deeper than the folders of processes and their locks.
        var depth = folder.resolve("transit").getNameCount() + 1;
        try (var left = java.nio.file.Files.walk(folder.resolve("transit"))) {
            assertThat(left.filter(file -> file.getNameCount() > depth)).isEmpty();
        }
    }

    @Test
    void aFileThatHasExpiredComesFromThePhone() throws Exception {
        var file = "an old picture".getBytes(StandardCharsets.UTF_8);
        String id;
        try (var events = stage.listen("/v1/events/stream?device=" + device)) {
            var _ = ben.sendMedia(ana.number(), MediaFile.of(MediaFile.Kind.IMAGE, Octets.wrap(file), "image/jpeg"));
            id = word(events.next("message.received").at("/data"), "/id");
        }
        var blobs = stage.sandbox().blobs();
        var original = blobs.all().getFirst();
        stage.sandbox()
                .faults()
                .add(FaultRule.of(
                        Match.all(Layer.HTTP, Direction.IN).path(original.path() + "*"),
                        new Action.Http(OptionalInt.of(410), Map.of(), Optional.empty(), OptionalLong.empty())));
        var address = "/v1/messages/" + id + "/media";
        var got = stage.get(address, BodyHandlers.ofByteArray());
        assertThat(got.body()).isEqualTo(file);
        // Where it lies now is kept: a phone that was asked again would have nothing to upload.
        blobs.remove(original);
        assertThat(stage.get(address, BodyHandlers.ofByteArray()).body()).isEqualTo(file);
    }

    @Test
    void aPictureIsSeenBeforeItIsFetched() throws Exception {
        var drawn = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(640, 360, BufferedImage.TYPE_INT_RGB), "png", drawn);
        var uploaded = stage.upload("/v1/devices/" + device + "/media?kind=image", "image/png", drawn.toByteArray());
        var _ = send(wish("\"to\":\"" + ben.number() + "\",\"type\":\"image\",\"image\":{\"media\":\""
                + word(uploaded, "/id") + "\"}"));
        var there = ben.awaitMessage(each -> each.message().hasImageMessage(), PATIENCE)
                .message()
                .getImageMessage();
        assertThat(there.getWidth()).isEqualTo(640);
        assertThat(there.getHeight()).isEqualTo(360);
        var small = ImageIO.read(there.getJpegThumbnail().newInput());
        assertThat(small.getWidth()).isEqualTo(100);
    }

    @Test
    void aLinkIsShownWithACardWhenThatIsWished() throws Exception {
        var page = "<html><head><title>Opening hours</title>".getBytes(StandardCharsets.UTF_8);
        var server = com.sun.net.httpserver.HttpServer.create(
                new java.net.InetSocketAddress(java.net.InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        server.start();
        try {
            var link = "http://127.0.0.1:" + server.getAddress().getPort() + "/hours";
            var _ = send(wish("\"to\":\"" + ben.number() + "\",\"type\":\"text\",\"text\":{\"body\":\"see " + link
                    + "\",\"linkPreview\":true}"));
            var there = ben.awaitText("see " + link, PATIENCE).message().getExtendedTextMessage();
            assertThat(there.getTitle()).isEqualTo("Opening hours");
            assertThat(there.getMatchedText()).isEqualTo(link);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void theSameKeyIsTheSameMessageHoweverManyAskAtOnce() throws Exception {
        var wish = text(ben.number(), "once");
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<JsonNode>> asking = new ArrayList<>();
            for (var i = 0; i < 50; i++) {
                asking.add(() -> stage.post("/v1/messages", wish, 202, "Idempotency-Key", "\"same\""));
            }
            var ids = pool.invokeAll(asking).stream()
                    .map(answer -> word(answer.resultNow(), "/id"))
                    .distinct()
                    .toList();
            assertThat(ids).hasSize(1);
        }
        assertThat(word(
                        stage.post("/v1/messages", text(ben.number(), "other"), 422, "Idempotency-Key", "same"),
                        "/code"))
                .isEqualTo("idempotency_conflict");
        var _ = send(text(ben.number(), "after"));
        ben.awaitText("after", PATIENCE);
        assertThat(texts(ben)).containsExactly("once", "after");
    }

    @Test
    void theSameFileUploadedAgainIsTheSameMessageToo() throws Exception {
        var first = sendOnce("picture".getBytes(StandardCharsets.UTF_8), 202);
        var second = sendOnce("picture".getBytes(StandardCharsets.UTF_8), 202);
        assertThat(word(second, "/id")).isEqualTo(word(first, "/id"));
        assertThat(word(sendOnce("another".getBytes(StandardCharsets.UTF_8), 422), "/code"))
                .isEqualTo("idempotency_conflict");
    }

    private JsonNode sendOnce(byte[] file, int status) throws Exception {
        var uploaded = stage.upload("/v1/devices/" + device + "/media?kind=image", "image/jpeg", file);
        var wish = wish("\"to\":\"" + ben.number() + "\",\"type\":\"image\",\"image\":{\"media\":\""
                + word(uploaded, "/id") + "\"}");
        return stage.post("/v1/messages", wish, status, "Idempotency-Key", "picture");
    }

    @Test
    void whatWaitsWhileTheDeviceIsAwayGoesOutInOrderAfterARestart() throws Exception {
        stage.post("/v1/devices/" + device + "/stop", "", 200);
        var last = "";
        for (var i = 0; i < 20; i++) {
            last = word(send(text(ben.number(), "text " + i)), "/id");
        }
        stage.restart();
        assertThat(word(stage.get("/v1/messages/" + last), "/status")).isEqualTo("queued");
        stage.post("/v1/devices/" + device + "/start", "", 200);
        var _ = awaitStatus(last, "delivered");
        assertThat(texts(ben))
                .isEqualTo(IntStream.range(0, 20).mapToObj(i -> "text " + i).toList());
    }

    @Test
    void everythingThatIsWrongIsToldAtOnce() throws Exception {
        var wrong =
                stage.post("/v1/messages", wish("\"to\":\"nobody\",\"type\":\"text\",\"replyTo\":\"msg_none\""), 400);
        assertThat(wrong.at("/errors"))
                .extracting(error -> word(error, "/pointer"))
                .containsExactlyInAnyOrder("/text", "/replyTo", "/to");
        for (var nobody : List.of("@s.whatsapp.net", "@c.us", "@lid", "status@broadcast", "1@broadcast")) {
            var refused = stage.post("/v1/messages", text(nobody, "to nobody"), 400);
            assertThat(refused.at("/errors"))
                    .extracting(error -> word(error, "/pointer"))
                    .containsExactly("/to");
        }
        var never = send(text("+4900000000001", "nobody there"));
        var failed = awaitStatus(word(never, "/id"), "failed");
        assertThat(word(failed, "/error/code")).isEqualTo("recipient_unknown");
        assertThat(stage.get("/metrics", BodyHandlers.ofString()).body())
                .contains("wigwag_messages_failed_total{code=\"recipient_unknown\"} 1.0")
                .contains("wigwag_messages_reached_total{state=\"failed\"} 1.0");
        assertThat(stage.ask("GET", "/v1/messages/msg_none", "", 404)
                        .at("/code")
                        .stringValue())
                .isEqualTo("not_found");
    }

    @Test
    void whatADeviceSaidGoesWithIt() throws Exception {
        var sent = send(text(ben.number(), "soon gone"));
        var _ = awaitStatus(word(sent, "/id"), "delivered");
        stage.ask("DELETE", "/v1/devices/" + device, "", 204);
        stage.ask("GET", "/v1/messages/" + word(sent, "/id"), "", 404);
        assertThat(stage.get("/v1/messages").at("/data")).isEmpty();
        stage.stop();
        assertThat(Leftovers.of(folder, "messages", "media")).isZero();
    }

    @Test
    void messagesOfOneTenantAreNotThereForAnother() throws Exception {
        var id = word(send(text(ben.number(), "ours")), "/id");
        var file =
                word(stage.upload("/v1/devices/" + device + "/media?kind=image", "image/jpeg", new byte[100]), "/id");
        var _ = awaitStatus(id, "delivered");
        stage.stop();
        var other = OtherTenant.keyIn(folder);
        stage.start();
        stage.actAs(other);
        stage.ask("GET", "/v1/messages/" + id, "", 404);
        stage.ask("GET", "/v1/messages/" + id + "/media", "", 404);
        stage.ask("POST", "/v1/messages", text(ben.number(), "theirs"), 404);
        assertThat(stage.get("/v1/messages?device=" + device).at("/data")).isEmpty();
        assertThat(stage.get("/v1/messages").at("/data")).isEmpty();

        device = stage.post("/v1/devices", "{}", 201).at("/id").stringValue();
        var code = stage.get("/v1/devices/" + device + "/qr?format=json&wait=10");
        var _ = ben.scan(code.at("/text").stringValue());
        stage.await(device, "online");
        var borrowed = wish("\"to\":\"" + ana.number() + "\",\"type\":\"image\",\"image\":{\"media\":\"" + file
                + "\"},\"replyTo\":\"" + id + "\"");
        assertThat(stage.post("/v1/messages", borrowed, 400).at("/errors"))
                .extracting(error -> word(error, "/pointer") + " " + word(error, "/code"))
                .contains("/replyTo not_found");
        var borrowedFile =
                wish("\"to\":\"" + ana.number() + "\",\"type\":\"image\",\"image\":{\"media\":\"" + file + "\"}");
        assertThat(stage.post("/v1/messages", borrowedFile, 400).at("/errors"))
                .extracting(error -> word(error, "/pointer") + " " + word(error, "/code"))
                .contains("/image/media not_found");
    }

    @Test
    void aFileIsFetchedFromWhereTheClientSaysItIs() throws Exception {
        var bytes = "%PDF-1.4 not really".getBytes(StandardCharsets.UTF_8);
        var server = com.sun.net.httpserver.HttpServer.create(
                new java.net.InetSocketAddress(java.net.InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/doc.pdf", exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "application/pdf");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        try {
            var address = "http://127.0.0.1:" + server.getAddress().getPort();
            var _ = send(wish("\"to\":\"" + ben.number() + "\",\"type\":\"document\",\"document\":{\"url\":\"" + address
                    + "/doc.pdf\",\"fileName\":\"doc.pdf\"}"));
            var there = ben.awaitMessage(each -> each.message().hasDocumentMessage(), PATIENCE);
            assertThat(there.message().getDocumentMessage().getFileName()).isEqualTo("doc.pdf");
            assertThat(there.message().getDocumentMessage().getMimetype()).isEqualTo("application/pdf");
            assertThat(there.message().getDocumentMessage().getFileLength()).isEqualTo(bytes.length);
            var gone = send(wish("\"to\":\"" + ben.number() + "\",\"type\":\"document\",\"document\":{\"url\":\""
                    + address + "/none\"}"));
            assertThat(word(awaitStatus(word(gone, "/id"), "failed"), "/error/code"))
                    .isEqualTo("url_not_reached");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aFileThatIsSlowToFetchHoldsUpItsOwnChatAlone() throws Exception {
        var cleo = stage.sandbox().phones().create("cleo");
        var asked = new java.util.concurrent.CountDownLatch(1);
        var release = new java.util.concurrent.CountDownLatch(1);
        var server = com.sun.net.httpserver.HttpServer.create(
                new java.net.InetSocketAddress(java.net.InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/slow", exchange -> {
            try {
                asked.countDown();
                release.await();
                exchange.sendResponseHeaders(200, 4);
                exchange.getResponseBody().write("slow".getBytes(StandardCharsets.UTF_8));
            } catch (InterruptedException ending) {
                Thread.currentThread().interrupt();
            } finally {
                exchange.close();
            }
        });
        server.start();
        try {
            var _ = send(wish("\"to\":\"" + ben.number() + "\",\"type\":\"document\",\"document\":{\"url\":"
                    + "\"http://127.0.0.1:" + server.getAddress().getPort() + "/slow\"}"));
            asked.await();
            var behind = send(text(ben.number(), "behind it"));
            var _ = send(text(cleo.number(), "elsewhere"));
            cleo.awaitText("elsewhere", PATIENCE);
            assertThat(ben.inbox()).isEmpty();
            assertThat(word(stage.get("/v1/messages/" + word(behind, "/id")), "/status"))
                    .isEqualTo("queued");
            release.countDown();
            ben.awaitText("behind it", PATIENCE);
            assertThat(ben.inbox()).hasSize(2);
            assertThat(ben.inbox().getFirst().message().hasDocumentMessage()).isTrue();
        } finally {
            release.countDown();
            server.stop(0);
        }
    }
}
