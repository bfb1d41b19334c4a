package io.wigwag.sandbox.world;

import io.wigwag.core.crypto.InvalidKey;
import io.wigwag.core.crypto.KeyPair;
import io.wigwag.core.crypto.PrivateKey;
import io.wigwag.core.crypto.PublicKey;
import io.wigwag.core.id.Jid;
import io.wigwag.core.id.MalformedJid;
import io.wigwag.core.octets.Octets;
import io.wigwag.sandbox.state.StateSection;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Accounts with their personas and devices, by number.
public final class AccountSection implements StateSection {
    public static final String NAME = "accounts";
    private static final String ADDRESSING = "addressing";
    private static final String LIMIT = "companionLimit";
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Accounts accounts;

    public AccountSection(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Collection<String> keys() {
        return accounts.all().stream().map(Account::number).sorted().toList();
    }

    @Override
    public Optional<ObjectNode> dump(String key) {
        return accounts.byNumber(key).map(AccountSection::json);
    }

    private static ObjectNode json(Account account) {
        var persona = account.persona();
        var json = JSON.objectNode()
                .put("pn", account.pn().toString())
                .put("lid", account.lid().toString())
                .put("nameKey", account.nameKey())
                .put("pushName", account.pushName())
                .put("kind", account.kind().name())
                .put(ADDRESSING, account.addressing().name())
                .put("createdAt", account.createdAt().toString())
                .put("nextDevice", account.nextDevice())
                .put("highestKeyIndex", account.highestKeyIndex())
                .put("listChangedAt", account.listChangedAt().toString())
                .put("registrationId", persona.registrationId())
                .put("rawId", persona.rawId())
                .put("identityKey", base64(persona.identity().publicKey().octets()));
        account.companionLimit().ifPresent(most -> json.put(LIMIT, most));
        json.putObject(SECRET)
                .put(
                        "identity",
                        Base64.getEncoder()
                                .encodeToString(persona.identity().privateKey().raw()));
        var devices = json.putArray("devices");
        account.devices().forEach(device -> devices.add(json(device)));
        return json;
    }

    private static ObjectNode json(Device device) {
        var json = JSON.objectNode()
                .put("number", device.number())
                .put("keyIndex", device.keyIndex())
                .put("identityKey", base64(device.identity().octets()))
                .put("registrationId", device.registrationId())
                .put("linkedAt", device.linkedAt().toString())
                .put("greeted", device.isGreeted());
        device.noiseKey().ifPresent(key -> json.put("noiseKey", base64(key.octets())));
        device.advIdentity().ifPresent(identity -> json.put("advIdentity", base64(identity)));
        return json;
    }

    static String base64(Octets bytes) {
        return Base64.getEncoder().encodeToString(bytes.toArray());
    }

    static Octets octets(JsonNode text) {
        return Octets.wrap(Base64.getDecoder().decode(text.asString()));
    }

    @Override
    public void restore(String key, ObjectNode json) {
        try {
            var secret =
                    PrivateKey.of(octets(json.path(SECRET).path("identity")).toArray());
            var persona = new Persona(
                    KeyPair.of(secret),
                    json.path("registrationId").asInt(),
                    json.path("rawId").asInt(),
                    accounts.random());
            var account = new Account(
                    Jid.parse(json.path("pn").asString()),
                    Jid.parse(json.path("lid").asString()),
                    json.path("nameKey").asString(),
                    json.path("pushName").asString(),
                    Account.Kind.valueOf(json.path("kind").asString()),
                    persona,
                    Instant.parse(json.path("createdAt").asString()),
                    accounts.changes());
            for (var device : json.path("devices")) {
                account.restore(device(account, device));
            }
            account.restore(
                    json.path("nextDevice").asInt(),
                    json.path("highestKeyIndex").asInt(),
                    Instant.parse(json.path("listChangedAt").asString()));
            account.restore(Addressing.valueOf(json.path(ADDRESSING).asString(Addressing.PN.name())));
            if (json.has(LIMIT)) {
                account.restoreLimit(json.path(LIMIT).asInt());
            }
            accounts.put(account);
        } catch (InvalidKey | MalformedJid damaged) {
            throw new IllegalStateException("account " + key + " can't be read: " + damaged.getMessage(), damaged);
        }
    }

    private static Device device(Account account, JsonNode json) throws InvalidKey {
        var noiseKey = json.path("noiseKey");
        return new Device(
                account,
                json.path("number").asInt(),
                json.path("keyIndex").asInt(),
                noiseKey.isMissingNode() ? Optional.empty() : Optional.of(PublicKey.of(octets(noiseKey))),
                PublicKey.of(octets(json.path("identityKey"))),
                json.path("registrationId").asInt(),
                json.path("advIdentity").isMissingNode()
                        ? Optional.empty()
                        : Optional.of(octets(json.path("advIdentity"))),
                Instant.parse(json.path("linkedAt").asString()),
                json.path("greeted").asBoolean());
    }
}
