package io.wigwag.sandbox.phone;

import com.google.protobuf.InvalidProtocolBufferException;
import io.wigwag.core.octets.Octets;
import io.wigwag.proto.e2e.Message;
import io.wigwag.sandbox.phone.PhoneMemory.Unread;
import io.wigwag.sandbox.phone.PhoneMemory.Written;
import io.wigwag.sandbox.state.Entries;
import io.wigwag.sandbox.world.QueueEntry.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// How what phones know of their past stands in entries.
final class PhoneEntries {
    private PhoneEntries() {}

    static ObjectNode write(Received message) {
        var json = Entries.object()
                .put("id", message.id())
                .put("chat", message.chat().toString())
                .put("from", message.from().toString())
                .put("own", message.own())
                .put("at", message.at().toString())
                .put("type", message.type())
                .put("message", bytes(message.message()));
        var receipts = json.putArray("receipts");
        message.receipts().forEach(receipts::add);
        return json;
    }

    static Received received(long number, JsonNode json) {
        var receipts = new ArrayList<String>();
        json.path("receipts").forEach(receipt -> receipts.add(receipt.asString()));
        return new Received(
                number,
                json.path("id").asString(),
                Entries.jid(json.path("chat")),
                Entries.jid(json.path("from")),
                json.path("own").asBoolean(),
                Entries.time(json.path("at")),
                json.path("type").asString(),
                message(json.path("message")),
                receipts);
    }

    static ObjectNode write(Written written) {
        var message = written.message();
        var json = Entries.object()
                .put("id", message.id())
                .put("chat", message.chat().toString())
                .put("at", message.at().toString())
                .put("message", bytes(message.message()))
                .put("automatic", written.automatic());
        message.refusal().ifPresent(code -> json.put("refusal", code));
        var copies = json.putArray("copies");
        message.copies()
                .forEach(copy -> copies.addObject()
                        .put("device", copy.device().toString())
                        .put("fate", copy.fate().name()));
        return json;
    }

    static Written written(JsonNode json) {
        List<Sent.Copy> copies = new ArrayList<>();
        for (var copy : json.path("copies")) {
            copies.add(new Sent.Copy(
                    Entries.jid(copy.path("device")),
                    Sent.Fate.valueOf(copy.path("fate").asString())));
        }
        var refusal = json.path("refusal");
        var message = new Sent(
                json.path("id").asString(),
                Entries.jid(json.path("chat")),
                Entries.time(json.path("at")),
                message(json.path("message")),
                refusal.isMissingNode() ? OptionalInt.empty() : OptionalInt.of(refusal.asInt()),
                copies);
        return new Written(message, json.path("automatic").asBoolean());
    }

    static ObjectNode write(SeenReceipt receipt) {
        return Entries.object()
                .put("id", receipt.id())
                .put("by", receipt.by().toString())
                .put("type", receipt.type())
                .put("at", receipt.at().toString());
    }

    static SeenReceipt receipt(JsonNode json) {
        return new SeenReceipt(
                json.path("id").asString(),
                Entries.jid(json.path("by")),
                json.path("type").asString(),
                Entries.time(json.path("at")));
    }

    static ObjectNode write(Unread unread) {
        var json = Entries.object().put("kind", unread.kind().name()).put("stanza", Entries.base64(unread.stanza()));
        unread.companion().ifPresent(number -> json.put("companion", number));
        return json;
    }

    static Unread unread(JsonNode json) {
        var companion = json.path("companion");
        return new Unread(
                Kind.valueOf(json.path("kind").asString()),
                Entries.stanza(json.path("stanza")),
                companion.isMissingNode() ? OptionalInt.empty() : OptionalInt.of(companion.asInt()));
    }

    static ObjectNode write(Manners manners) {
        var json = Entries.object().put("receipts", manners.receipts().name()).put("retries", manners.retries());
        manners.reply().ifPresent(reply -> json.put("reply", reply));
        return json;
    }

    static Manners manners(JsonNode json) {
        var reply = json.path("reply");
        return new Manners(
                Manners.Receipts.valueOf(json.path("receipts").asString()),
                reply.isMissingNode() ? Optional.empty() : Optional.of(reply.asString()),
                json.path("retries").asBoolean());
    }

    static String bytes(Message message) {
        return Entries.base64(Octets.wrap(message.toByteArray()));
    }

    static Message message(JsonNode text) {
        try {
            return Message.parseFrom(Entries.octets(text).asBuffer());
        } catch (InvalidProtocolBufferException damaged) {
            throw new IllegalStateException("a message can't be read: " + damaged.getMessage(), damaged);
        }
    }
}
