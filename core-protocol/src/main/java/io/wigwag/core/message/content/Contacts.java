package io.wigwag.core.message.content;

import io.wigwag.core.message.vcard.MalformedVCard;
import io.wigwag.core.message.vcard.VCard;
import java.util.List;
import java.util.stream.Collectors;

/// One or more people's cards.
///
/// @param title of several; one card bears its own name
public record Contacts(String title, List<Card> cards) implements Content {

    public Contacts {
        cards = List.copyOf(cards);
        if (cards.size() == 1) {
            title = "";
        }
    }

    public static Contacts of(VCard... people) {
        return of(List.of(people));
    }

    public static Contacts of(List<VCard> people) {
        var cards = people.stream().map(Card::of).toList();
        return new Contacts(cards.size() == 1 ? "" : cards.size() + " contacts", cards);
    }

    /// A card as it was sent: its name, and its text in the form vCard.
    public record Card(String name, String vcard) {

        public static Card of(VCard person) {
            return new Card(person.name(), person.toString());
        }

        public VCard parse() throws MalformedVCard {
            return VCard.parse(vcard);
        }
    }

    @Override
    public String text() {
        return cards.stream().map(Card::name).collect(Collectors.joining(", "));
    }

    /// How many; people's numbers belong in no log.
    @Override
    public String toString() {
        return "Contacts[" + cards.size() + "]";
    }
}
