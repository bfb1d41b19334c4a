package io.wigwag.sandbox.world;

import io.wigwag.core.id.Jid;
import io.wigwag.core.id.MalformedJid;
import io.wigwag.sandbox.state.StateSection;
import java.util.Collection;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What each device has published, by its address.
public final class PreKeySection implements StateSection {
    public static final String NAME = "prekeys";
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Accounts accounts;

    public PreKeySection(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String topic() {
        return "devices";
    }

    @Override
    public Collection<String> keys() {
        return accounts.all().stream()
                .flatMap(account -> account.devices().stream())
                .map(device -> device.pn().toString())
                .sorted()
                .toList();
    }

    private Optional<Device> device(String key) {
        try {
            return accounts.device(Jid.parse(key));
        } catch (MalformedJid damaged) {
            throw new IllegalStateException("device " + key + ": " + damaged.getMessage(), damaged);
        }
    }

    @Override
    public Optional<ObjectNode> dump(String key) {
        return device(key).map(device -> json(device.preKeys()));
    }

    private static ObjectNode json(PreKeys keys) {
        var json = JSON.objectNode();
        json.putObject("signed")
                .put("id", keys.signed().id())
                .put("value", AccountSection.base64(keys.signed().value()))
                .put("signature", AccountSection.base64(keys.signed().signature()));
        json.put("lowWasTold", keys.isLowTold());
        var oneTime = json.putObject("oneTime");
        keys.oneTime().forEach((id, value) -> oneTime.put(Integer.toString(id), AccountSection.base64(value)));
        return json;
    }

    @Override
    public void restore(String key, ObjectNode json) {
        var keys = device(key)
                .orElseThrow(() -> new IllegalStateException("keys of " + key + ", which is no device"))
                .preKeys();
        var signed = json.path("signed");
        keys.replaceSigned(new PreKeys.Signed(
                signed.path("id").asInt(),
                AccountSection.octets(signed.path("value")),
                AccountSection.octets(signed.path("signature"))));
        json.path("oneTime")
                .forEachEntry((id, value) ->
                        keys.add(new PreKeys.OneTime(Integer.parseInt(id), AccountSection.octets(value))));
        keys.restoreLowTold(json.path("lowWasTold").asBoolean());
    }
}
