package io.wigwag.gateway.cli.demo;

import io.wigwag.core.id.Jid;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.qr.QrPicture;
import io.wigwag.sandbox.phone.Manners;
import io.wigwag.sandbox.phone.MediaFile;
import io.wigwag.sandbox.phone.VirtualPhone;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What happens: a shop's device is linked with Ann's phone, and talks with Ben and Cleo. Read it from the top.
final class Story {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final byte[] PICTURE =
            QrPicture.of("A picture like any other.").png(8).toArray();

    private final Scene scene;
    private @Nullable VirtualPhone ann;
    private @Nullable VirtualPhone ben;
    private @Nullable VirtualPhone cleo;
    private String device = "";
    private String code = "";
    private String greeting = "";
    private int toldBefore;

    Story(Scene scene) {
        this.scene = scene;
    }

    List<Step> steps() {
        return List.of(
                new Step("WhatsApp is simulated, with three phones", this::simulate),
                new Step("The gateway is up", this::up),
                new Step("A device is made", this::makeDevice),
                new Step("Its events go to a webhook", this::setWebhook),
                new Step("Its QR code is read from the pixels of a PNG", this::readCode),
                new Step("Ann's phone scans it", this::scan),
                new Step("The device is online", this::online),
                new Step("A text reaches Ben", this::text),
                new Step("Ben reads it", this::read),
                new Step("Ben answers, and a webhook tells it", this::answer),
                new Step("A picture reaches Ben", this::picture),
                new Step("Ben's picture comes back, byte for byte", this::pictureBack),
                new Step("A message to a group reaches Ben and Cleo", this::group),
                new Step("Cleo answers there", this::groupAnswer),
                new Step("The gateway stops and starts again", this::restart),
                new Step("The device is back, without being linked again", this::back),
                new Step("One more message", this::oneMore),
                new Step("Every webhook was signed, in order, none came twice", this::webhooks));
    }

    private String simulate() throws Exception {
        var phones = scene.simulate().phones();
        ann = phones.create("Ann");
        ben = phones.create("Ben");
        cleo = phones.create("Cleo");
        ben().manners(Manners.SILENT.receipts(Manners.Receipts.DELIVERY));
        cleo().manners(Manners.SILENT.receipts(Manners.Receipts.DELIVERY));
        return scene.sandbox().plainChatUrl().orElseThrow();
    }

    private String up() throws Exception {
        var url = scene.start();
        StepFailed.unless(scene.api().get("/readyz").path("well").asBoolean(), "the gateway is not ready");
        return url.toString();
    }

    private String makeDevice() throws Exception {
        device = word(
                scene.api().post("/v1/devices", object().put("name", "shop").put("start", false)), "id");
        return device;
    }

    private String setWebhook() throws Exception {
        var hook = object().put("url", scene.receiver().url().toString());
        scene.receiver().shares(word(scene.api().put(path("/webhook"), hook), "secret"));
        return scene.receiver().url().toString();
    }

    private String readCode() throws Exception {
        scene.api().post(path("/qr"), object());
        var png = scene.api().file(path("/qr?format=png&wait=10"));
        code = QrPixels.read(png);
        return png.length + " bytes, " + code.length() + " characters";
    }

    private String scan() throws Exception {
        var _ = ann().scan(code);
        var linked = scene.receiver().await("device.linked", _ -> true, PATIENCE);
        StepFailed.unless(word(linked, "deviceId").equals(device), "another device was linked");
        return "+" + ann().number();
    }

    private String online() throws Exception {
        var _ = awaitOnline(0);
        return "";
    }

    private String text() throws Exception {
        greeting = send(message(ben().number(), "text").set("text", object().put("body", "We open at nine.")));
        ben().awaitText("We open at nine.", PATIENCE);
        return greeting;
    }

    private String read() throws Exception {
        var _ = awaitStatus(greeting, "delivered");
        ben().read(ben().awaitText("We open at nine.", PATIENCE));
        var _ = awaitStatus(greeting, "read");
        return "queued, sent, delivered, read";
    }

    private String answer() throws Exception {
        var _ = ben().sendText(ann().number(), "I'll be there.");
        var came = scene.receiver().await("message.received", data -> says(data, "I'll be there."), PATIENCE);
        var from = came.at("/data/from/phone").asString("");
        StepFailed.unless(from.equals("+" + ben().number()), "it came from " + from);
        return word(came, "id");
    }

    private String picture() throws Exception {
        var uploaded = scene.api().upload(path("/media?kind=image"), "image/png", PICTURE);
        var image = object().put("media", word(uploaded, "id")).put("caption", "The way in");
        var _ = send(message(ben().number(), "image").set("image", image));
        var there = ben().awaitMessage(each -> each.message().hasImageMessage(), PATIENCE)
                .message()
                .getImageMessage();
        var hash = MessageDigest.getInstance("SHA-256").digest(PICTURE);
        StepFailed.unless(MessageDigest.isEqual(hash, there.getFileSha256().toByteArray()), "Ben has another picture");
        return PICTURE.length + " bytes, " + there.getCaption();
    }

    private String pictureBack() throws Exception {
        var file = MediaFile.of(MediaFile.Kind.IMAGE, Octets.wrap(PICTURE), "image/png");
        var _ = ben().sendMedia(ann().number(), file.captioned("Is it this one?"));
        var came = scene.receiver()
                .await("message.received", data -> word(data, "type").equals("image"), PATIENCE);
        var message = came.at("/data/id").asString("");
        var fetched = scene.api().file("/v1/messages/" + message + "/media");
        StepFailed.unless(Arrays.equals(fetched, PICTURE), "the picture is another one");
        return message;
    }

    private String group() throws Exception {
        var group = ben().createGroup("Opening", ann().number(), cleo().number());
        var message = send(message(group.toString(), "text").set("text", object().put("body", "Bring friends.")));
        for (var member : List.of(ben(), cleo())) {
            var there = member.awaitText("Bring friends.", PATIENCE);
            StepFailed.unless(there.chat().equals(group), "it came to another chat");
        }
        var _ = awaitStatus(message, "delivered");
        return group.toString();
    }

    private String groupAnswer() throws Exception {
        Jid group = cleo().awaitText("Bring friends.", PATIENCE).chat();
        var _ = cleo().sendText(group.toString(), "Three of them.");
        var came = scene.receiver().await("message.received", data -> says(data, "Three of them."), PATIENCE);
        return word(came, "id");
    }

    private String restart() throws Exception {
        toldBefore = scene.receiver().taken().size();
        scene.stop();
        return scene.start().toString();
    }

    private String back() throws Exception {
        var _ = awaitOnline(toldBefore);
        var phone = word(scene.api().get(path("")), "phone");
        StepFailed.unless(phone.equals("+" + ann().number()), "it is " + phone + "'s now");
        return phone;
    }

    private String oneMore() throws Exception {
        var message = send(message(ben().number(), "text").set("text", object().put("body", "We are open.")));
        ben().awaitText("We are open.", PATIENCE);
        var _ = awaitStatus(message, "delivered");
        return message;
    }

    private String webhooks() throws Exception {
        var ids = scene.receiver().taken();
        StepFailed.unless(ids.equals(ids.stream().sorted().distinct().toList()), "they came in another order: " + ids);
        StepFailed.unless(
                scene.receiver().refused() == 0, scene.receiver().refused() + " were not signed as they must");
        return ids.size() + " events";
    }

    // --- Words of the story

    private VirtualPhone ann() {
        return met(ann);
    }

    private VirtualPhone ben() {
        return met(ben);
    }

    private VirtualPhone cleo() {
        return met(cleo);
    }

    private static VirtualPhone met(@Nullable VirtualPhone phone) {
        if (phone == null) {
            throw new IllegalStateException("nobody is there yet");
        }
        return phone;
    }

    private String path(String rest) {
        return "/v1/devices/" + device + rest;
    }

    private ObjectNode message(String to, String type) {
        return object().put("device", device).put("to", to).put("type", type);
    }

    private String send(JsonNode message) throws Exception {
        return word(scene.api().post("/v1/messages", message), "id");
    }

    private JsonNode awaitStatus(String message, String status) throws Exception {
        return scene.receiver()
                .await(
                        "message.status",
                        data -> word(data, "message").equals(message)
                                && word(data, "status").equals(status),
                        PATIENCE);
    }

    /// @param after how many events to pass over
    private JsonNode awaitOnline(int after) throws Exception {
        return scene.receiver()
                .await(after, "device.status", data -> word(data, "state").equals("online"), PATIENCE);
    }

    private static boolean says(JsonNode message, String text) {
        return word(message, "text").equals(text);
    }

    private static String word(JsonNode json, String member) {
        return json.path(member).asString("");
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
