package io.wigwag.sandbox.phone;

import com.google.protobuf.InvalidProtocolBufferException;
import io.wigwag.core.id.Jid;
import io.wigwag.core.octets.Octets;
import io.wigwag.proto.web.WebMessageInfo;
import io.wigwag.sandbox.state.Entries;
import io.wigwag.sandbox.world.Account;
import io.wigwag.sandbox.world.Accounts;
import io.wigwag.sandbox.world.OwnedSection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// The messages in the chats of phones and personas, `chat/number`, and names that they know, `name/address`.
final class ArchiveSection extends OwnedSection {
    private static final String BETWEEN = "/";
    private static final String NAMES = "name/";
    private static final String NAME = "name";
    private static final String MESSAGE = "message";

    private final Archive archive;

    ArchiveSection(Accounts accounts, Archive archive) {
        super("archive", accounts);
        this.archive = archive;
    }

    @Override
    public String topic() {
        return PersonaSection.NAME;
    }

    static String part(Jid chat, long number) {
        return chat + BETWEEN + Entries.ordered(number);
    }

    static String part(Jid whom) {
        return NAMES + whom;
    }

    private static Jid named(String part) {
        return Entries.jid(part.substring(NAMES.length()));
    }

    private static Jid chat(String part) {
        return Entries.jid(part.substring(0, part.lastIndexOf(BETWEEN)));
    }

    private static long number(String part) {
        return Long.parseLong(part.substring(part.lastIndexOf(BETWEEN) + 1));
    }

    @Override
    protected Collection<String> parts(Account owner) {
        var parts = new ArrayList<String>();
        archive.of(owner)
                .forEach((chat, messages) -> messages.numbers().forEach(number -> parts.add(part(chat, number))));
        archive.names(owner).keySet().forEach(whom -> parts.add(part(whom)));
        return parts;
    }

    @Override
    protected Optional<ObjectNode> dump(Account owner, String part) {
        if (part.startsWith(NAMES)) {
            return Optional.ofNullable(archive.names(owner).get(named(part)))
                    .map(name -> Entries.object().put(NAME, name));
        }
        return Optional.ofNullable(archive.of(owner).get(chat(part)))
                .flatMap(messages -> messages.find(number(part)))
                .map(message -> Entries.object().put(MESSAGE, Entries.base64(Octets.wrap(message.toByteArray()))));
    }

    @Override
    protected void restore(Account owner, String part, ObjectNode entry) {
        if (part.startsWith(NAMES)) {
            archive.name(owner, named(part), entry.path(NAME).asString());
            return;
        }
        try {
            var message =
                    WebMessageInfo.parseFrom(Entries.octets(entry.path(MESSAGE)).asBuffer());
            archive.chat(owner, chat(part)).put(number(part), message);
        } catch (InvalidProtocolBufferException damaged) {
            throw new IllegalStateException("archive of " + owner + ": " + part + ": " + damaged.getMessage(), damaged);
        }
    }
}
