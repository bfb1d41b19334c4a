package io.wigwag.core.message.vcard;

import io.wigwag.core.message.vcard.VCard.Notes;
import io.wigwag.core.message.vcard.VCard.Organization;
import io.wigwag.core.message.vcard.VCard.Phone;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// Reads one card; of a text with several, the first.
final class VCardReader {
    private static final int LONGEST = 1 << 20;
    private static final int MOST = 200;

    private String formatted = "";
    private String structured = "";
    private String organization = "";
    private String title = "";
    private String birthday = "";
    private String address = "";
    private String note = "";
    private final List<Phone> phones = new ArrayList<>();
    private final List<String> emails = new ArrayList<>();
    private final List<String> urls = new ArrayList<>();

    private VCardReader() {}

    static VCard read(String text) throws MalformedVCard {
        if (text.length() > LONGEST) {
            throw new MalformedVCard(text.length() + " characters (expected: at most " + LONGEST + ")");
        }
        var begun = false;
        var reader = new VCardReader();
        for (var line : CardLine.all(text)) {
            var mark = line.name() + ":" + line.value().toUpperCase(Locale.ROOT).strip();
            if (mark.equals("BEGIN:VCARD")) {
                begun = true;
            } else if (mark.equals("END:VCARD")) {
                break;
            } else if (begun) {
                reader.property(line);
            } else {
                throw new MalformedVCard("does not begin as a card");
            }
        }
        if (!begun) {
            throw new MalformedVCard("does not begin as a card");
        }
        return reader.card();
    }

    private void property(CardLine line) throws MalformedVCard {
        switch (line.name()) {
            case "FN" -> formatted = line.text();
            case "N" -> structured = personName(line.parts());
            case "ORG" -> organization = joined(line.parts(), ", ");
            case "TITLE" -> title = line.text();
            case "BDAY" -> birthday = line.text();
            case "ADR" -> address = joined(line.parts(), ", ");
            case "NOTE" -> note = line.text();
            case "TEL" -> phone(line);
            case "EMAIL" -> add(emails, line.text());
            case "URL" -> add(urls, line.text());
            default -> {
                // Cards hold much that is not for us.
            }
        }
    }

    private void phone(CardLine line) throws MalformedVCard {
        var number = line.text().strip();
        // Version 4 writes numbers as addresses.
        if (number.regionMatches(true, 0, "tel:", 0, 4)) {
            number = number.substring(4);
        }
        add(phones, new Phone(number, line.parameter("WAID").filter(id -> !id.isEmpty()), line.type()));
    }

    private static <T> void add(List<T> list, T value) throws MalformedVCard {
        if (list.size() == MOST) {
            throw new MalformedVCard("more than " + MOST + " entries of one kind");
        }
        if (!value.equals("")) {
            list.add(value);
        }
    }

    /// Family, given, additional, prefix, suffix: as people are called.
    private static String personName(List<String> parts) {
        var order = List.of(3, 1, 2, 0, 4);
        return order.stream()
                .filter(index -> index < parts.size())
                .map(parts::get)
                .filter(part -> !part.isBlank())
                .collect(Collectors.joining(" "));
    }

    private static String joined(List<String> parts, String by) {
        return parts.stream().filter(part -> !part.isBlank()).collect(Collectors.joining(by));
    }

    private VCard card() {
        var name = Optional.of(formatted).filter(text -> !text.isBlank()).orElse(structured);
        return new VCard(
                name, new Organization(organization, title), phones, emails, urls, new Notes(birthday, address, note));
    }
}
