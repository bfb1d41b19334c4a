package io.wigwag.sandbox.phone;

import io.wigwag.sandbox.state.Entries;
import io.wigwag.sandbox.world.Account;
import io.wigwag.sandbox.world.Accounts;
import io.wigwag.sandbox.world.OwnedSection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// What phones know of their past, by what it is and its number: `inbox/1`, `unread/1`, `written/1`, `receipts/1`,
/// `heard/1`; `asked/author/id`, and `manners`.
final class PhoneSection extends OwnedSection {
    private static final String BETWEEN = "/";
    private static final String TIMES = "times";
    private static final String STANZA = "stanza";

    private final Phones phones;

    PhoneSection(Accounts accounts, Phones phones) {
        super("phones", accounts);
        this.phones = phones;
    }

    @Override
    public String topic() {
        return PersonaSection.NAME;
    }

    @Override
    protected Collection<String> parts(Account owner) {
        var parts = new ArrayList<String>();
        var memory = phones.memory(owner);
        add(parts, "inbox", memory.inbox().messages());
        add(parts, "unread", memory.unread());
        add(parts, "written", memory.written());
        add(parts, "receipts", memory.receipts());
        add(parts, "heard", memory.heard());
        memory.asked().keySet().forEach(message -> parts.add(PhoneMemory.ASKED + BETWEEN + message));
        if (!memory.manners().equals(Manners.SILENT)) {
            parts.add(PhoneMemory.MANNERS);
        }
        return parts;
    }

    private static void add(Collection<String> parts, String kind, Numbered<?> entries) {
        entries.numbers().forEach(number -> parts.add(kind + BETWEEN + Entries.ordered(number)));
    }

    private static String kind(String part) {
        var end = part.indexOf(BETWEEN);
        return end < 0 ? part : part.substring(0, end);
    }

    private static String rest(String part) {
        return part.substring(part.indexOf(BETWEEN) + 1);
    }

    private static long number(String part) {
        return Long.parseLong(rest(part));
    }

    @Override
    protected Optional<ObjectNode> dump(Account owner, String part) {
        var memory = phones.memory(owner);
        return switch (kind(part)) {
            case "inbox" -> memory.inbox().messages().find(number(part)).map(PhoneEntries::write);
            case "unread" -> memory.unread().find(number(part)).map(PhoneEntries::write);
            case "written" -> memory.written().find(number(part)).map(PhoneEntries::write);
            case "receipts" -> memory.receipts().find(number(part)).map(PhoneEntries::write);
            case "heard" ->
                memory.heard().find(number(part)).map(stanza -> Entries.object().put(STANZA, Entries.base64(stanza)));
            case PhoneMemory.ASKED ->
                Optional.ofNullable(memory.asked().get(rest(part)))
                        .map(times -> Entries.object().put(TIMES, times));
            case PhoneMemory.MANNERS ->
                Optional.of(memory.manners())
                        .filter(manners -> !manners.equals(Manners.SILENT))
                        .map(PhoneEntries::write);
            case String other -> throw unknown(other);
        };
    }

    @Override
    protected void restore(Account owner, String part, ObjectNode entry) {
        var memory = phones.memory(owner);
        switch (kind(part)) {
            case "inbox" -> memory.inbox().messages().put(number(part), PhoneEntries.received(number(part), entry));
            case "unread" -> memory.unread().put(number(part), PhoneEntries.unread(entry));
            case "written" -> memory.restore(number(part), PhoneEntries.written(entry));
            case "receipts" -> memory.receipts().put(number(part), PhoneEntries.receipt(entry));
            case "heard" -> memory.heard().put(number(part), Entries.stanza(entry.path(STANZA)));
            case PhoneMemory.ASKED ->
                memory.restoreAsked(rest(part), entry.path(TIMES).asInt());
            case PhoneMemory.MANNERS -> memory.restore(PhoneEntries.manners(entry));
            case String other -> throw unknown(other);
        }
    }

    private static IllegalStateException unknown(String kind) {
        return new IllegalStateException("phones: " + kind + " (expected: what a phone remembers)");
    }
}
