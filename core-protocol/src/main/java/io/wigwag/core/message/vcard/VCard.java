package io.wigwag.core.message.vcard;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A person's card. [#toString()] is its text in version 3.0; [#parse(String)] reads that and what other programs make.
/// Photographs and whatever else a card may hold are left out.
///
/// Empty texts stand for none.
public record VCard(
        String name,
        Organization organization,
        List<Phone> phones,
        List<String> emails,
        List<String> urls,
        Notes notes) {

    public VCard {
        phones = List.copyOf(phones);
        emails = List.copyOf(emails);
        urls = List.copyOf(urls);
    }

    /// A number.
    ///
    /// @param whatsApp the digits that the service knows it by, if it is registered there
    /// @param type `CELL`, `HOME`, `WORK` and others
    public record Phone(String number, Optional<String> whatsApp, String type) {
        public static final String CELL = "CELL";

        /// A registered number, by its digits with the country's code.
        public static Phone onWhatsApp(String digits) {
            return new Phone("+" + digits, Optional.of(digits), CELL);
        }

        public static Phone of(String number) {
            return new Phone(number, Optional.empty(), CELL);
        }
    }

    /// Where somebody works, and as what.
    public record Organization(String name, String title) {
        public static final Organization NONE = new Organization("", "");
    }

    /// What else is on the card.
    ///
    /// @param birthday as it is written, mostly `yyyy-mm-dd`
    /// @param address on one line
    public record Notes(String birthday, String address, String note) {
        public static final Notes NONE = new Notes("", "", "");
    }

    public static VCard of(String name) {
        return new VCard(name, Organization.NONE, List.of(), List.of(), List.of(), Notes.NONE);
    }

    public static VCard of(String name, String digits) {
        return of(name).with(Phone.onWhatsApp(digits));
    }

    public VCard with(Phone phone) {
        return new VCard(name, organization, and(phones, phone), emails, urls, notes);
    }

    public VCard with(Organization work) {
        return new VCard(name, work, phones, emails, urls, notes);
    }

    public VCard with(Notes more) {
        return new VCard(name, organization, phones, emails, urls, more);
    }

    public VCard withEmail(String address) {
        return new VCard(name, organization, phones, and(emails, address), urls, notes);
    }

    public VCard withUrl(String page) {
        return new VCard(name, organization, phones, emails, and(urls, page), notes);
    }

    private static <T> List<T> and(List<T> list, T more) {
        var all = new ArrayList<>(list);
        all.add(more);
        return all;
    }

    public static VCard parse(String text) throws MalformedVCard {
        return VCardReader.read(text);
    }

    /// The card's text.
    @Override
    public String toString() {
        return VCardWriter.write(this);
    }
}
