package io.wigwag.gateway.cli.drive.talk;

import io.wigwag.core.message.codec.ContentReader;
import io.wigwag.core.message.mail.MailEvent;
import io.wigwag.core.message.mail.MailKeeper;
import io.wigwag.core.message.receive.InboundReceipt;
import io.wigwag.core.message.receive.Received;
import io.wigwag.core.message.send.SendOutcome;
import io.wigwag.proto.e2e.Message;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What comes, as events. Told is safe enough: a driver keeps nothing longer than its process.
final class MailTeller implements MailKeeper {
    private final Told told;
    private final Memory memory;
    private final Updates updates;

    MailTeller(Told told, Memory memory, Updates updates) {
        this.told = told;
        this.memory = memory;
        this.updates = updates;
    }

    @Override
    public void keep(MailEvent event) {
        switch (event) {
            case MailEvent.MessageCame came -> came(came);
            case MailEvent.Settled(var outcome) -> settled(outcome);
            case MailEvent.ReceiptCame receipt -> receipt(receipt);
            case MailEvent.AskedAgain(var answer) ->
                told.tell(Told.event("askedAgain").put("answer", answer.toString()));
            case MailEvent.FileAnswered _ -> {
                // Whoever has asked for the file has its answer.
            }
            case MailEvent.SamePerson(var phone, var lid) ->
                told.tell(Told.event("lidMapping").put("lid", lid.toString()).put("pn", phone.toString()));
            case MailEvent.NewPhone(var account) ->
                told.tell(Told.event("newPhone").put("jid", account.jid().toString()));
        }
    }

    private void came(MailEvent.MessageCame came) {
        switch (came.outcome()) {
            case Received.Read(var message, var _) -> read(came, message);
            case Received.Absent(var why) -> failed(came, "unavailable", words(why));
            case Received.Garbled _ -> failed(came, "undecodable", "no message inside");
            case Received.Unreadable unreadable ->
                failed(came, "undecodable", words(unreadable.reason()) + ", attempt " + unreadable.attempt());
            case Received.KeysOnly _, Received.Duplicate _, Received.Dropped _ -> {
                // Nothing for anybody's eyes.
            }
        }
    }

    private static String words(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private void failed(MailEvent.MessageCame came, String event, String why) {
        told.tell(Told.event(event)
                .put("id", came.id().value())
                .put("chat", came.chat().jid().toString())
                .put("from", came.author().jid().toString())
                .put("error", why));
    }

    private void read(MailEvent.MessageCame came, Message message) {
        var envelope = came.envelope();
        var known = new Known(
                came.id(),
                envelope.place().chat(),
                came.chat().jid(),
                envelope.author().own(),
                envelope.author().device().bare(),
                came.author().names(),
                envelope.time(),
                message,
                Optional.empty());
        var content = ContentReader.read(message);
        memory.keep(known);
        var event = Told.event("message")
                .put("id", came.id().value())
                .put("chat", came.chat().jid().toString());
        came.chat().phone().ifPresent(phone -> event.put("chatPn", phone.toString()));
        event.put("from", came.author().jid().toString())
                .put("fromMe", known.own())
                .put("group", known.chat().isGroup());
        envelope.author().name().ifPresent(name -> event.put("name", name));
        event.put("t", envelope.time().getEpochSecond());
        if (!content.text().isEmpty()) {
            event.put("text", content.text());
        }
        event.put("kind", kind(message));
        event.set("message", MessageJson.write(message));
        event.set("key", key(known));
        told.tell(event);
        updates.of(known, content);
    }

    /// The outermost field that says what it is.
    private static String kind(Message message) {
        return message.getAllFields().keySet().stream()
                .filter(field -> field.getNumber() != Message.MESSAGE_CONTEXT_INFO_FIELD_NUMBER
                        && field.getNumber() != Message.SENDER_KEY_DISTRIBUTION_MESSAGE_FIELD_NUMBER)
                .map(field -> field.getJsonName())
                .findFirst()
                .orElse("");
    }

    private static ObjectNode key(Known known) {
        var key = JsonNodeFactory.instance
                .objectNode()
                .put("remoteJid", known.chat().toString())
                .put("fromMe", known.own())
                .put("id", known.id().value());
        if (known.ofMany()) {
            key.put("participant", known.author().toString());
        }
        return key;
    }

    private void receipt(MailEvent.ReceiptCame receipt) {
        var status = status(receipt);
        if (status.isEmpty()) {
            return;
        }
        var event = Told.event("receipt").put("status", status);
        var ids = event.putArray("ids");
        receipt.ids().forEach(id -> ids.add(id.value()));
        event.put("chat", receipt.chat().jid().toString())
                .put("participant", receipt.who().jid().toString());
        if (receipt.own()) {
            event.put("own", true);
        }
        told.tell(event);
    }

    private static String status(MailEvent.ReceiptCame receipt) {
        return switch (receipt.kind()) {
            case InboundReceipt.Kind.DELIVERED -> "delivered";
            case InboundReceipt.Kind.READ -> "read";
            case InboundReceipt.Kind.PLAYED -> "played";
            case InboundReceipt.Kind.ARRIVED, InboundReceipt.Kind.INTERNAL, InboundReceipt.Kind.MEDIA_LOST -> "";
        };
    }

    private void settled(SendOutcome outcome) {
        if (!(outcome instanceof SendOutcome.Accepted)) {
            var event = Told.event("update").put("id", outcome.id().value());
            event.putObject("update").put("refused", SendWords.of(outcome));
            told.tell(event);
        }
    }
}
