package io.wigwag.core.message.vcard;

/// Writes cards the way phones do: one property a line, ended by `\n` alone, and no line folded.
final class VCardWriter {
    private final StringBuilder text = new StringBuilder();

    private VCardWriter() {}

    static String write(VCard card) {
        var writer = new VCardWriter();
        writer.text.append("BEGIN:VCARD\nVERSION:3.0\n");
        // Family and given name are not told apart on our cards; phones show the formatted name.
        writer.line("N", ";" + escaped(card.name()) + ";;;");
        writer.line("FN", escaped(card.name()));
        writer.optional("ORG", card.organization().name());
        writer.optional("TITLE", card.organization().title());
        for (var phone : card.phones()) {
            writer.phone(phone);
        }
        for (var email : card.emails()) {
            writer.optional("EMAIL", email);
        }
        for (var url : card.urls()) {
            writer.optional("URL", url);
        }
        writer.optional("BDAY", card.notes().birthday());
        if (!card.notes().address().isEmpty()) {
            writer.line("ADR", ";;" + escaped(card.notes().address()) + ";;;;");
        }
        writer.optional("NOTE", card.notes().note());
        return writer.text.append("END:VCARD").toString();
    }

    private void phone(VCard.Phone phone) {
        var name = new StringBuilder("TEL");
        if (!phone.type().isEmpty()) {
            name.append(";type=").append(parameter(phone.type()));
        }
        phone.whatsApp().ifPresent(digits -> name.append(";waid=").append(parameter(digits)));
        line(name.toString(), escaped(phone.number()));
    }

    private void optional(String name, String value) {
        if (!value.isEmpty()) {
            line(name, escaped(value));
        }
    }

    private void line(String name, String value) {
        text.append(name).append(':').append(value).append('\n');
    }

    /// Without what would end a parameter or the line.
    private static String parameter(String value) {
        return value.replaceAll("[\\p{Cntrl}\":;,]", "");
    }

    private static String escaped(String value) {
        var text = new StringBuilder(value.length());
        for (var c : value.replace("\r\n", "\n").toCharArray()) {
            switch (c) {
                case '\\', ';', ',' -> text.append('\\').append(c);
                case '\n', '\r' -> text.append("\\n");
                default -> text.append(c);
            }
        }
        return text.toString();
    }
}
