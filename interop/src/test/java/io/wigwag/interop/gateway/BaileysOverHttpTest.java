package io.wigwag.interop.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.wigwag.core.octets.Octets;
import io.wigwag.interop.drive.BaileysClients;
import io.wigwag.interop.drive.BaileysVersion;
import io.wigwag.interop.drive.Driver;
import io.wigwag.interop.drive.DriverCommand;
import io.wigwag.interop.drive.DriverEvent;
import io.wigwag.interop.drive.DriverOptions;
import io.wigwag.sandbox.Sandbox;
import io.wigwag.sandbox.SandboxSettings;
import io.wigwag.sandbox.phone.Manners;
import io.wigwag.sandbox.phone.VirtualPhone;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/// Two people talk: one through the gateway's interface, the other with an unmodified Baileys. Everything that the
/// interface can send goes there, and the same comes back; in the middle the gateway is started anew.
class BaileysOverHttpTest {
    private static final long SEED = 31;

    /// A kind of file, as the interface and the other side call it.
    private record Kind(String type, String upload, String theirs, String mimetype) {
        boolean voice() {
            return upload.equals("voice_note");
        }
    }

    private static final List<Kind> KINDS = List.of(
            new Kind("image", "image", "image", "image/jpeg"),
            new Kind("video", "video", "video", "video/mp4"),
            new Kind("audio", "audio", "audio", "audio/mp4"),
            new Kind("audio", "voice_note", "ptt", "audio/ogg; codecs=opus"),
            new Kind("document", "document", "document", "application/pdf"),
            new Kind("sticker", "sticker", "sticker", "image/webp"));

    @TempDir
    private Path folder = Path.of("");

    private final SplittableRandom random = new SplittableRandom(SEED);

    /// The two who talk.
    private record Pair(GatewayClient gateway, String device, VirtualPhone ana, Driver bob, VirtualPhone phone) {
        JsonNode send(Object... wish) throws Exception {
            var whole = new LinkedHashMap<String, Object>();
            whole.put("device", device);
            for (var i = 0; i < wish.length; i += 2) {
                whole.put((String) wish[i], wish[i + 1]);
            }
            return gateway.post("/v1/messages", whole, 202);
        }

        String to() {
            return "+" + phone.number();
        }

        /// The other side's message, which the gateway tells of.
        JsonNode told(String type, String waId) {
            return gateway.event(
                    type, data -> data.path("waMessageId").asString().equals(waId));
        }

        void becomes(JsonNode sent, String status) {
            var id = sent.path("id").asString();
            var _ = gateway.event(
                    "message.status",
                    data -> data.path("message").asString().equals(id)
                            && data.path("status").asString().equals(status));
        }

        /// Waits until the other side shows a message.
        DriverEvent hears(JsonNode sent) throws Exception {
            return bob.take(
                    "message",
                    event -> event.text("id").equals(sent.path("waMessageId").asString()));
        }

        String says(DriverCommand command) throws Exception {
            return bob.answer(command.with("to", ana.pn().toString()))
                    .path("msg")
                    .asString();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"V7_RC14", "V6_7_24"})
    @Timeout(value = 4, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void everythingGoesAndComes(BaileysVersion version) throws Exception {
        var root = Path.of(Objects.requireNonNull(System.getProperty("wigwag.root")));
        var clients = new BaileysClients(root, _ -> {});
        var missing = clients.missing(version);
        assumeTrue(missing.isEmpty(), missing.orElse(""));
        try (var sandbox = Sandbox.start(SandboxSettings.builder().plainPort(0).build());
                var gateway = new GatewayClient(sandbox, folder);
                var bob = clients.start(
                        version,
                        DriverOptions.to(
                                        URI.create(sandbox.chatUrl()),
                                        sandbox.noiseRoot().octets())
                                .name("bob"))) {
            var ana = sandbox.phones().create("ana");
            var phone = sandbox.phones().create("bob");
            phone.manners(Manners.SILENT);
            phone.scan(bob.take("qr").text("qr"));
            var _ = bob.take("connection", event -> event.text("status").equals("open"));
            // Without a name it never says that it is there, and nobody hears that anything was delivered.
            bob.answer(DriverCommand.of("setName").with("name", "Bob"));
            bob.answer(DriverCommand.of("presence").with("type", "available"));
            gateway.start();
            var device = gateway.post("/v1/devices", Map.of(), 201).path("id").asString();
            var code = gateway.get("/v1/devices/" + device + "/qr?format=json&wait=10");
            ana.scan(code.path("text").asString());
            online(gateway);

            var pair = new Pair(gateway, device, ana, bob, phone);
            textsAreReadAndAnswered(pair);
            whatIsSaidCanBeChanged(pair);
            restart(pair);
            for (var kind : KINDS) {
                filesArriveWhole(pair, kind);
            }
            assertThat(sandbox.exchange().loop().failures()).isZero();
        }
    }

    private static void online(GatewayClient gateway) {
        var _ = gateway.event(
                "device.status", data -> data.path("state").asString().equals("online"));
    }

    private static void textsAreReadAndAnswered(Pair pair) throws Exception {
        var sent = pair.send("to", pair.to(), "type", "text", "text", Map.of("body", "hello"));
        var heard = pair.hears(sent);
        assertThat(heard.text("text")).isEqualTo("hello");
        pair.becomes(sent, "delivered");
        var _ = pair.bob().answer(DriverCommand.of("readMessage").with("target", heard.text("id")));
        pair.becomes(sent, "read");

        var answer = pair.says(DriverCommand.of("send").with("text", "and back").with("quote", heard.text("id")));
        var came = pair.told("message.received", answer);
        assertThat(came.path("text").asString()).isEqualTo("and back");
        assertThat(came.path("about").asString()).isEqualTo(heard.text("id"));
        assertThat(came.at("/from/phone").asString()).isEqualTo(pair.to());
    }

    private static void whatIsSaidCanBeChanged(Pair pair) throws Exception {
        var theirs = pair.says(DriverCommand.of("send").with("text", "frist"));
        var came = pair.told("message.received", theirs);
        var _ = pair.send(
                "type",
                "reaction",
                "reaction",
                Map.of("message", came.path("id").asString(), "emoji", "👍"));
        var reaction = pair.bob().take("reaction", event -> event.text("target").equals(theirs));
        assertThat(reaction.text("text")).isEqualTo("👍");

        var ours = pair.send("to", pair.to(), "type", "text", "text", Map.of("body", "oops"));
        var id = ours.path("waMessageId").asString();
        pair.hears(ours);
        var message = ours.path("id").asString();
        var _ = pair.send("type", "edit", "edit", Map.of("message", message, "body", "hooray"));
        assertThat(update(pair, id).path("text").asString()).isEqualTo("hooray");
        var _ = pair.send("type", "revoke", "revoke", Map.of("message", message));
        assertThat(update(pair, id).path("revoked").asBoolean()).isTrue();

        var reacted = pair.says(DriverCommand.of("react").with("target", id).with("emoji", "🎉"));
        assertThat(pair.told("message.reaction", reacted).path("about").asString())
                .isEqualTo(id);
        var edited = pair.says(DriverCommand.of("edit").with("target", theirs).with("text", "first"));
        var edit = pair.told("message.edited", edited);
        assertThat(edit.path("about").asString()).isEqualTo(theirs);
        var revoked = pair.says(DriverCommand.of("revoke").with("target", theirs));
        assertThat(pair.told("message.revoked", revoked).path("about").asString())
                .isEqualTo(theirs);
    }

    private static JsonNode update(Pair pair, String id) throws Exception {
        return pair.bob()
                .take("update", event -> event.text("id").equals(id))
                .json()
                .path("update");
    }

    /// What is said meanwhile waits, and nobody links again.
    private static void restart(Pair pair) throws Exception {
        pair.gateway().stop();
        var meanwhile = pair.says(DriverCommand.of("send").with("text", "anybody there?"));
        pair.gateway().start();
        assertThat(pair.told("message.received", meanwhile).path("text").asString())
                .isEqualTo("anybody there?");
        var sent = pair.send("to", pair.to(), "type", "text", "text", Map.of("body", "again"));
        assertThat(pair.hears(sent).text("text")).isEqualTo("again");
    }

    private void filesArriveWhole(Pair pair, Kind kind) throws Exception {
        var file = file();
        var uploaded = pair.gateway()
                .upload("/v1/devices/" + pair.device() + "/media?kind=" + kind.upload(), kind.mimetype(), file);
        assertThat(uploaded.path("size").asInt()).as(kind.upload()).isEqualTo(file.size());
        var sent = pair.send("to", pair.to(), "type", kind.type(), kind.type(), part(uploaded, kind));
        var id = pair.hears(sent).text("id");
        var got = pair.bob()
                .answer(DriverCommand.of("download").with("target", id).with("includeBytes", true));
        assertThat(DriverEvent.bytes(got.path("bytes"))).as(kind.upload()).isEqualTo(file);

        var back = file();
        var theirs = pair.says(DriverCommand.of("media")
                .with("kind", kind.theirs())
                .with("bytes", back)
                .with("mimetype", kind.mimetype())
                .with("seconds", 1));
        var came = pair.told("message.received", theirs);
        assertThat(came.path("type").asString()).isEqualTo(kind.type());
        assertThat(pair.gateway().download("/v1/messages/" + came.path("id").asString() + "/media"))
                .as(kind.upload())
                .isEqualTo(back);
    }

    private static Map<String, Object> part(JsonNode uploaded, Kind kind) {
        var media = uploaded.path("id").asString();
        return switch (kind.type()) {
            case "audio" -> Map.of("media", media, "seconds", 1, "voice", kind.voice());
            case "document" -> Map.of("media", media, "fileName", "paper.pdf");
            default -> Map.of("media", media);
        };
    }

    private Octets file() {
        var bytes = new byte[10_000 + random.nextInt(100_000)];
        random.nextBytes(bytes);
        return Octets.wrap(bytes);
    }
}
