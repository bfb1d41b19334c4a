package io.wigwag.sandbox.phone;

import io.wigwag.core.id.Jid;
import io.wigwag.core.signal.MalformedRecord;
import io.wigwag.core.signal.SenderKeyRecord;
import io.wigwag.sandbox.phone.SenderKeys.Name;
import io.wigwag.sandbox.state.Entries;
import io.wigwag.sandbox.world.Account;
import io.wigwag.sandbox.world.Accounts;
import io.wigwag.sandbox.world.Device;
import io.wigwag.sandbox.world.OwnedSection;
import io.wigwag.sandbox.world.PartChanges;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// The keys of phones in groups: `own/group`, `own/group/holders` and `given/group/sender`. Each is an entry of its
/// own, for each message moves one of them on.
final class SenderKeySection extends OwnedSection {
    private static final String OWN = "own/";
    private static final String HOLDERS = "/holders";
    private static final String GIVEN = "given/";
    private static final String KEY = "key";

    private final Phones phones;

    SenderKeySection(Accounts accounts, Phones phones) {
        super("senderKeys", accounts);
        this.phones = phones;
    }

    @Override
    public String topic() {
        return PersonaSection.NAME;
    }

    /// Tells of the keys of an account by the names of their parts.
    static SenderKeys.Changes changes(Account owner, PartChanges parts) {
        return new SenderKeys.Changes() {
            @Override
            public void own(Jid group) {
                parts.changed(owner, OWN + group);
            }

            @Override
            public void holders(Jid group) {
                parts.changed(owner, OWN + group + HOLDERS);
            }

            @Override
            public void given(Name name) {
                parts.changed(owner, part(name));
            }
        };
    }

    private static String part(Name name) {
        return GIVEN + name.group() + "/" + name.sender().pn();
    }

    private Optional<Name> name(String part) {
        var end = part.lastIndexOf('/');
        return accounts()
                .device(Entries.jid(part.substring(end + 1)))
                .map(sender -> new Name(Entries.jid(part.substring(GIVEN.length(), end)), sender));
    }

    private static Jid group(String part) {
        var end = part.endsWith(HOLDERS) ? part.length() - HOLDERS.length() : part.length();
        return Entries.jid(part.substring(OWN.length(), end));
    }

    @Override
    protected Collection<String> parts(Account owner) {
        var parts = new ArrayList<String>();
        phones.senderKeys(owner).ifPresent(keys -> {
            for (var group : keys.groups()) {
                parts.add(OWN + group);
                parts.add(OWN + group + HOLDERS);
            }
            keys.names().forEach(name -> parts.add(part(name)));
        });
        return parts;
    }

    @Override
    protected Optional<ObjectNode> dump(Account owner, String part) {
        var keys = phones.senderKeys(owner);
        if (part.endsWith(HOLDERS)) {
            return keys.map(all -> all.holders(group(part)))
                    .filter(holders -> !holders.isEmpty())
                    .map(holders -> {
                        var json = Entries.object();
                        var list = json.putArray("devices");
                        holders.forEach(device -> list.add(device.pn().toString()));
                        return json;
                    });
        }
        return keys.flatMap(all ->
                        part.startsWith(OWN) ? all.own(group(part)) : name(part).flatMap(all::given))
                .map(SenderKeySection::json);
    }

    private static ObjectNode json(SenderKeyRecord key) {
        var json = Entries.object();
        json.putObject(SECRET).put(KEY, Entries.base64(key.toOctets()));
        return json;
    }

    @Override
    protected void restore(Account owner, String part, ObjectNode entry) {
        var keys = phones.senderKeys(owner)
                .orElseThrow(() -> new IllegalStateException("keys in groups of " + owner + ", who has no others"));
        if (part.endsWith(HOLDERS)) {
            entry.path("devices").forEach(device -> keys.restoreHolder(group(part), holder(device.asString())));
        } else if (part.startsWith(OWN)) {
            keys.restore(group(part), key(part, entry));
        } else {
            name(part).ifPresent(name -> keys.restore(name, key(part, entry)));
        }
    }

    private Device holder(String address) {
        return accounts()
                .device(Entries.jid(address))
                .orElseThrow(() -> new IllegalStateException("a key is held by " + address + ", which is no device"));
    }

    private static SenderKeyRecord key(String part, ObjectNode entry) {
        try {
            return SenderKeyRecord.parse(Entries.octets(entry.path(SECRET).path(KEY)));
        } catch (MalformedRecord damaged) {
            throw new IllegalStateException("sender key " + part + ": " + damaged.getMessage(), damaged);
        }
    }
}
