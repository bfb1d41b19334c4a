package io.wigwag.core.message.codec;

import io.wigwag.core.message.content.Contacts;
import io.wigwag.proto.e2e.ContactMessage;
import io.wigwag.proto.e2e.ContactsArrayMessage;
import io.wigwag.proto.e2e.Message;
import java.util.List;

/// People's cards: one alone, or several in a list.
final class ContactCodec {
    private ContactCodec() {}

    static void write(Contacts contacts, Message.Builder out) {
        if (contacts.cards().size() == 1) {
            out.setContactMessage(card(contacts.cards().getFirst()));
            return;
        }
        var list = out.getContactsArrayMessageBuilder().setDisplayName(contacts.title());
        contacts.cards().forEach(card -> list.addContacts(card(card)));
    }

    private static ContactMessage card(Contacts.Card card) {
        return ContactMessage.newBuilder()
                .setDisplayName(card.name())
                .setVcard(card.vcard())
                .build();
    }

    static Contacts read(ContactMessage contact) {
        return new Contacts("", List.of(card(contact)));
    }

    static Contacts read(ContactsArrayMessage list) {
        return new Contacts(
                list.getDisplayName(),
                list.getContactsList().stream().map(ContactCodec::card).toList());
    }

    private static Contacts.Card card(ContactMessage contact) {
        return new Contacts.Card(contact.getDisplayName(), contact.getVcard());
    }
}
