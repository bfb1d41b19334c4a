package io.wigwag.interop.conform;

import io.wigwag.core.id.DeviceAddress;
import io.wigwag.core.id.Jid;
import io.wigwag.core.id.MalformedJid;
import io.wigwag.core.id.MessageId;
import io.wigwag.core.id.ParticipantHash;
import io.wigwag.core.id.Server;
import java.util.ArrayList;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/// `jids.json`: addresses taken apart, put together and compared.
final class Jids implements VectorSuite {
    @Override
    public String file() {
        return "jids.json";
    }

    @Override
    public void check(VectorCase vector) throws Exception {
        switch (vector.kind()) {
            case "jid" -> parts(vector);
            case "encode" -> encode(vector);
            case "sameUser" ->
                Mismatch.unlessSame(
                        "same user",
                        vector.get("same").asBoolean(),
                        Jid.parse(vector.text("one")).sameUser(Jid.parse(vector.text("two"))));
            case "transferDevice" ->
                Mismatch.unlessSame(
                        "transferred",
                        vector.text("result"),
                        Jid.parse(vector.text("to"))
                                .withDevice(Jid.parse(vector.text("from")).device())
                                .toString());
            case "participantHash" -> {
                var devices = new ArrayList<Jid>();
                for (var participant : vector.get("participants")) {
                    devices.add(Jid.parse(participant.asString()));
                }
                Mismatch.unlessSame("hash", vector.text("hash"), ParticipantHash.shortForm(devices));
            }
            case "deviceOfMessageId" ->
                Mismatch.unlessSame(
                        "device",
                        vector.text("device"),
                        new MessageId(vector.text("id")).origin().name().toLowerCase(Locale.ROOT));
            default -> throw VectorSuite.unknownKind(vector);
        }
    }

    private static void parts(VectorCase vector) throws Exception {
        var text = vector.text("jid");
        if (!vector.has("decoded")) {
            // Not an address in that implementation's eyes. We read a server's bare name as the server.
            refusedOrServer(text);
            return;
        }
        var jid = Jid.parse(text);
        var decoded = vector.get("decoded");
        Mismatch.unlessSame("user", decoded.get("user").asString(), jid.user());
        Mismatch.unlessSame(
                "server", decoded.get("server").asString(), jid.server().name());
        Mismatch.unlessSame("device", decoded.path("device").asInt(0), jid.device());
        Mismatch.unlessSame(
                "normal form", vector.text("normalized"), jid.normal().toString());
        if (vector.has("signalAddress")) {
            Mismatch.unlessSame(
                    "signal address",
                    vector.text("signalAddress"),
                    DeviceAddress.of(jid).toString());
        }
        predicates(vector.get("is"), jid);
    }

    private static void predicates(JsonNode is, Jid jid) throws Mismatch {
        Mismatch.unlessSame("pn", is.get("pn").asBoolean(), jid.isPhoneNumber());
        Mismatch.unlessSame("lid", is.get("lid").asBoolean(), jid.isLid());
        Mismatch.unlessSame("group", is.get("group").asBoolean(), jid.isGroup());
        Mismatch.unlessSame("broadcast", is.get("broadcast").asBoolean(), jid.isBroadcast());
        Mismatch.unlessSame("status", is.get("statusBroadcast").asBoolean(), jid.isStatus());
        Mismatch.unlessSame("newsletter", is.get("newsletter").asBoolean(), jid.isNewsletter());
        Mismatch.unlessSame(
                "hosted", is.get("hostedPn").asBoolean() || is.get("hostedLid").asBoolean(), jid.isHosted());
        Mismatch.unlessSame("bot", is.get("metaAi").asBoolean() || is.get("bot").asBoolean(), jid.isBot());
    }

    private static void refusedOrServer(String text) throws Mismatch {
        Jid jid;
        try {
            jid = Jid.parse(text);
        } catch (MalformedJid asItShould) {
            return;
        }
        Mismatch.unlessSame("server alone", "@" + text, jid.toString());
    }

    private static void encode(VectorCase vector) throws Exception {
        var agent = vector.get("agent").asInt(0);
        var device = vector.get("device").asInt(0);
        Jid jid;
        try {
            jid = Jid.of(vector.text("user"), agent, device, Server.of(vector.text("server")));
        } catch (MalformedJid refused) {
            Mismatch.unlessSame("user of what is refused", "", vector.text("user"));
            return;
        }
        Mismatch.unlessSame("text", vector.text("jid"), jid.toString());
        Mismatch.unlessSame("read again", jid, Jid.parse(vector.text("jid")));
    }
}
