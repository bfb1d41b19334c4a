package io.wigwag.sandbox.phone;

import com.google.protobuf.InvalidProtocolBufferException;
import io.wigwag.core.crypto.InvalidKey;
import io.wigwag.core.signal.MalformedRecord;
import io.wigwag.core.signal.SessionRecord;
import io.wigwag.sandbox.state.Entries;
import io.wigwag.sandbox.world.Account;
import io.wigwag.sandbox.world.Accounts;
import io.wigwag.sandbox.world.OwnedSection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// What personas hold beside their identity: as a whole, their signed pre-key and the keys of the app state; and, each
/// an entry of its own, for messages change them one by one, `key/id`, `session/device` and what they said to
/// companions, `said/id`.
final class PersonaSection extends OwnedSection {
    static final String NAME = "personas";

    private static final String KEYS = "key/";
    private static final String SESSIONS = "session/";
    private static final String SAID = "said/";
    private static final String VALUE = "value";
    private static final String OWN_KEYS = "keys";
    private static final String SYNC_KEYS = "syncKeys";

    private final Phones phones;

    PersonaSection(Accounts accounts, Phones phones) {
        super(NAME, accounts);
        this.phones = phones;
    }

    static String key(long id) {
        return KEYS + Entries.ordered(id);
    }

    static String session(String device) {
        return SESSIONS + device;
    }

    static String said(String id) {
        return SAID + id;
    }

    @Override
    protected Collection<String> parts(Account owner) {
        var parts = new ArrayList<String>();
        parts.addAll(WHOLE);
        phones.known(owner).ifPresent(voice -> {
            voice.keys().ids().forEach(id -> parts.add(key(id)));
            voice.sessions().all().keySet().forEach(device -> parts.add(session(device.toString())));
            voice.said().keySet().forEach(id -> parts.add(said(id)));
        });
        return parts;
    }

    @Override
    protected Optional<ObjectNode> dump(Account owner, String part) {
        if (part.isEmpty()) {
            return whole(owner);
        }
        return phones.known(owner).flatMap(voice -> {
            if (part.startsWith(KEYS)) {
                return voice.keys().find(number(part)).map(PersonaSection::secret);
            }
            if (part.startsWith(SESSIONS)) {
                return accounts()
                        .device(Entries.jid(part.substring(SESSIONS.length())))
                        .flatMap(device ->
                                Optional.ofNullable(voice.sessions().all().get(device)))
                        .map(record -> secret(Entries.base64(record.toOctets())));
            }
            return voice.said(part.substring(SAID.length()))
                    .map(message -> Entries.object().put(VALUE, PhoneEntries.bytes(message)));
        });
    }

    private Optional<ObjectNode> whole(Account owner) {
        var json = Entries.object();
        var secret = json.putObject(SECRET);
        phones.known(owner).ifPresent(voice -> secret.set(OWN_KEYS, voice.keys().dump()));
        var keys = phones.syncKeys().dump(owner);
        if (!keys.isEmpty()) {
            keys.forEach(secret.putArray(SYNC_KEYS)::add);
        }
        return secret.isEmpty() ? Optional.empty() : Optional.of(json);
    }

    private static ObjectNode secret(String value) {
        var json = Entries.object();
        json.putObject(SECRET).put(VALUE, value);
        return json;
    }

    private static int number(String part) {
        return Integer.parseInt(part.substring(KEYS.length()));
    }

    @Override
    protected void restore(Account owner, String part, ObjectNode entry) {
        var secret = entry.path(SECRET);
        try {
            if (part.isEmpty()) {
                var keys = new ArrayList<String>();
                secret.path(SYNC_KEYS).forEach(text -> keys.add(text.asString()));
                if (!keys.isEmpty()) {
                    phones.syncKeys().restore(owner, keys);
                }
                if (secret.has(OWN_KEYS)) {
                    phones.restore(owner, secret.path(OWN_KEYS));
                }
                return;
            }
            var voice = phones.known(owner)
                    .orElseThrow(() -> new IllegalStateException("persona of " + owner + ": " + part + " alone"));
            if (part.startsWith(KEYS)) {
                voice.keys().restore(number(part), secret.path(VALUE));
            } else if (part.startsWith(SESSIONS)) {
                var record = SessionRecord.parse(Entries.octets(secret.path(VALUE)));
                accounts()
                        .device(Entries.jid(part.substring(SESSIONS.length())))
                        .ifPresent(device -> voice.sessions().restore(device, record));
            } else {
                voice.said().put(part.substring(SAID.length()), PhoneEntries.message(entry.path(VALUE)));
            }
        } catch (InvalidKey | MalformedRecord | InvalidProtocolBufferException damaged) {
            throw new IllegalStateException(
                    "persona of " + owner + ": " + part + " can't be read: " + damaged.getMessage(), damaged);
        }
    }
}
