package io.wigwag.sandbox.phone;

import com.google.protobuf.InvalidProtocolBufferException;
import io.wigwag.core.crypto.InvalidKey;
import io.wigwag.core.id.MalformedJid;
import io.wigwag.core.signal.MalformedRecord;
import io.wigwag.sandbox.state.StateSection;
import io.wigwag.sandbox.world.Account;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What personas hold beside their identity, by number: their own pre-keys, their sessions, and the keys of the app
/// state. What phones have read and written ends with the process.
final class PersonaSection implements StateSection {
    static final String NAME = "personas";

    private final Phones phones;

    PersonaSection(Phones phones) {
        this.phones = phones;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Collection<String> keys() {
        return phones.withVoices().stream().map(Account::number).sorted().toList();
    }

    @Override
    public Optional<ObjectNode> dump(String key) {
        return phones.withVoices().stream()
                .filter(account -> account.number().equals(key))
                .findFirst()
                .map(account -> {
                    var json = JsonNodeFactory.instance.objectNode();
                    var secret = json.putObject(SECRET);
                    secret.set("voice", phones.voice(account).dump());
                    var keys = secret.putArray("syncKeys");
                    phones.syncKeys().dump(account).forEach(keys::add);
                    return json;
                });
    }

    @Override
    public void restore(String key, ObjectNode json) {
        var account = phones.account(key);
        var secret = json.path(SECRET);
        var keys = new ArrayList<String>();
        secret.path("syncKeys").forEach(text -> keys.add(text.asString()));
        try {
            phones.syncKeys().restore(account, keys);
            phones.restore(account, secret.path("voice"));
        } catch (InvalidKey | MalformedRecord | MalformedJid | InvalidProtocolBufferException damaged) {
            throw new IllegalStateException("persona " + key + " can't be read: " + damaged.getMessage(), damaged);
        }
    }
}
