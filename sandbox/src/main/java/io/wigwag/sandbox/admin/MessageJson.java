package io.wigwag.sandbox.admin;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.wigwag.core.id.Jid;
import io.wigwag.core.octets.Octets;
import io.wigwag.proto.e2e.Message;
import io.wigwag.proto.e2e.MessageKey;
import io.wigwag.sandbox.http.Body;
import io.wigwag.sandbox.http.Problem;
import io.wigwag.sandbox.phone.Contents;
import io.wigwag.sandbox.phone.Corruption;
import io.wigwag.sandbox.phone.Draft;
import io.wigwag.sandbox.phone.MediaFile;
import io.wigwag.sandbox.phone.Received;
import io.wigwag.sandbox.phone.VirtualPhone;
import io.wigwag.sandbox.world.Addressing;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// What a phone is to send, as JSON: one kind of content, and how it goes.
final class MessageJson {
    private static final List<String> KINDS =
            List.of("text", "message", "messageBase64", "media", "reaction", "edit", "revoke", "poll");

    private final Inside inside;

    MessageJson(Inside inside) {
        this.inside = inside;
    }

    /// Reads what is to be sent; it goes when its reader says so.
    Postponed.Sending read(VirtualPhone phone, Fields fields) throws Exception {
        var to = fields.requireText("to");
        var addressing = fields.choice("addressing", Addressing.class).orElse(Addressing.PN);
        var id = fields.text("id");
        var device = fields.integer("device");
        var corruption = fields.choice("corrupt", Corruption.class);
        if (fields.has("media")) {
            var file = media(fields);
            fields.end();
            return () -> phone.sendMedia(to, file);
        }
        var content = content(phone, chat(to, addressing), fields);
        fields.end();
        var draft = new Draft(to, content, addressing, id, device, corruption);
        return () -> phone.send(draft);
    }

    /// The address by which keys of messages name a chat.
    Jid chat(String to) throws Exception {
        return chat(to, Addressing.PN);
    }

    private Jid chat(String to, Addressing addressing) throws Exception {
        var address = ActRoutes.address(to).filter(_ -> to.contains("@"));
        if (address.isPresent()) {
            return address.get();
        }
        var account = inside.world(() -> inside.account(to));
        return addressing == Addressing.PN ? account.pn() : account.lid();
    }

    /// Exactly one kind of content.
    Message content(VirtualPhone phone, Jid chat, Fields fields) throws Exception {
        var given = KINDS.stream().filter(fields::has).toList();
        if (given.size() != 1) {
            throw Problem.badRequest("body: " + given + " (expected: exactly one of " + KINDS + ")");
        }
        var now = inside.exchange().clock().instant();
        return switch (given.getFirst()) {
            case "text" -> text(phone, fields);
            case "message" -> merged(fields.value("message").orElseThrow());
            case "messageBase64" -> parsed(fields.bytes("messageBase64").orElseThrow());
            case "reaction" -> {
                var reaction = fields.object("reaction").orElseThrow();
                var key = key(phone, reaction);
                var emoji = reaction.requireText("emoji");
                reaction.end();
                yield Contents.reaction(key, emoji, now);
            }
            case "edit" -> {
                var edit = fields.object("edit").orElseThrow();
                var own = own(chat, edit.requireText("id"));
                var text = edit.requireText("text");
                edit.end();
                yield Contents.edit(own, text, now);
            }
            case "revoke" -> {
                var revoke = fields.object("revoke").orElseThrow();
                var own = own(chat, revoke.requireText("id"));
                revoke.end();
                yield Contents.revoke(own);
            }
            case "poll" -> poll(fields.object("poll").orElseThrow());
            default -> throw Problem.badRequest("body.media: not here (expected: one of the other kinds)");
        };
    }

    /// The content of a message that nobody sends: what needs neither a phone nor an upload.
    Message plain(Fields fields) throws Problem {
        var text = fields.text("text");
        var bytes = fields.bytes("messageBase64");
        var json = fields.value("message");
        if (Stream.of(text, bytes, json).filter(Optional::isPresent).count() != 1) {
            throw Problem.badRequest("message: (expected: exactly one of text, message, messageBase64)");
        }
        if (text.isPresent()) {
            return Contents.text(text.get());
        }
        return bytes.isPresent() ? parsed(bytes.get()) : merged(json.orElseThrow());
    }

    private static Message merged(JsonNode json) throws Problem {
        var message = Message.newBuilder();
        merge(Json.write(json), message, "message");
        return message.build();
    }

    private Message text(VirtualPhone phone, Fields fields) throws Exception {
        var text = fields.requireText("text");
        var quoted = fields.text("quoted");
        var mentions = fields.texts("mentions");
        var ephemeral = fields.integer("ephemeral");
        if (quoted.isPresent()) {
            return Contents.reply(received(phone, quoted.get(), Optional.empty()), text);
        }
        if (!mentions.isEmpty()) {
            return Contents.mentioning(mentions, text);
        }
        return ephemeral.isPresent() ? Contents.disappearing(ephemeral.getAsInt(), text) : Contents.text(text);
    }

    private Message poll(Fields poll) throws Exception {
        var question = poll.requireText("question");
        var answers = poll.texts("answers");
        var choices = poll.integer("choices").orElse(1);
        poll.end();
        return inside.world(() ->
                Contents.poll(question, answers, choices, inside.exchange().random()));
    }

    /// A key as the protocol has it, or the id of a message in the phone's inbox.
    private MessageKey key(VirtualPhone phone, Fields fields) throws Problem {
        var id = fields.text("id");
        if (id.isPresent()) {
            return received(phone, id.get(), Optional.empty()).key();
        }
        var given = fields.value("key").orElseThrow(() -> fields.wrong("key", "a message's key, or an id beside it"));
        var key = MessageKey.newBuilder();
        merge(Json.write(given), key, "key");
        return key.build();
    }

    private static MessageKey own(Jid chat, String id) {
        return MessageKey.newBuilder()
                .setRemoteJid(chat.toString())
                .setFromMe(true)
                .setId(id)
                .build();
    }

    Received received(VirtualPhone phone, String id, Optional<String> chat) throws Problem {
        return phone.inbox().stream()
                .filter(message -> message.id().equals(id))
                .filter(message -> chat.filter(
                                address -> !message.chat().toString().equals(address))
                        .isEmpty())
                .findFirst()
                .orElseThrow(() -> Problem.notFound("message: " + id + " is not in the phone's inbox"));
    }

    private static Message parsed(Octets bytes) throws Problem {
        try {
            return Message.parseFrom(bytes.asBuffer());
        } catch (InvalidProtocolBufferException malformed) {
            throw Problem.badRequest("messageBase64: not a message: " + malformed.getMessage());
        }
    }

    static void merge(String json, com.google.protobuf.Message.Builder into, String where) throws Problem {
        try {
            JsonFormat.parser().merge(json, into);
        } catch (InvalidProtocolBufferException malformed) {
            throw Problem.badRequest(where + ": " + malformed.getMessage());
        }
    }

    private MediaFile media(Fields fields) throws Exception {
        var media = fields.object("media").orElseThrow(() -> fields.wrong("media", "an object"));
        var kind = media.choice("kind", MediaFile.Kind.class).orElseThrow(() -> media.wrong("kind", "a kind of file"));
        var bytes = media.bytes("bytesBase64");
        var blob = media.text("blob");
        if (bytes.isPresent() == blob.isPresent()) {
            throw media.wrong("bytesBase64", "it, or blob");
        }
        var file = new MediaFile(
                kind,
                bytes.isPresent() ? bytes.get() : stored(blob.orElseThrow()),
                media.text("mimetype").orElse("application/octet-stream"),
                media.text("fileName"),
                media.text("caption"),
                media.integer("seconds"));
        media.end();
        return file;
    }

    private Octets stored(String id) throws Exception {
        for (var blob : inside.blobs().all()) {
            if (blob.handle().equals(id)) {
                Body content = blob.content();
                return content.bytes();
            }
        }
        throw Problem.notFound("blob: " + id + " is none");
    }
}
