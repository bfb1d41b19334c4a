package io.wigwag.sandbox.admin;

import io.wigwag.core.octets.Octets;
import io.wigwag.sandbox.people.Flags;
import io.wigwag.sandbox.people.Person;
import io.wigwag.sandbox.world.Account;
import io.wigwag.sandbox.world.Device;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/// Accounts as they are shown outside. On the world's thread.
final class AccountJson {
    private final Inside inside;

    AccountJson(Inside inside) {
        this.inside = inside;
    }

    ObjectNode write(Account account) {
        var person = inside.people().of(account);
        var json = Json.object()
                .put("number", account.number())
                .put("jid", account.pn().toString())
                .put("lid", account.lid().toString())
                .put("pushName", account.pushName())
                .put("nameKey", account.nameKey())
                .put("kind", Json.name(account.kind()))
                .put("addressing", Json.name(account.addressing()));
        var flags = json.putObject("flags");
        for (var flag : Flags.Flag.values()) {
            flags.put(flag.toString(), person.flags().has(flag));
        }
        json.put("about", person.about().map(Person.About::text).orElse(""));
        person.picture()
                .ifPresentOrElse(
                        picture -> json.put("pictureId", Long.toString(picture.id())), () -> json.putNull("pictureId"));
        json.put(
                "identityKeyBase64",
                Json.base64(Octets.wrap(account.persona().identity().publicKey().raw())));
        account.companionLimit().ifPresent(limit -> json.put("companionLimit", limit));
        person.business().ifPresent(business -> json.putObject("business").put("name", business.name()));
        var list = json.putArray("companions");
        account.companions().forEach(device -> list.add(write(device)));
        return json.put("createdAt", account.createdAt().toString());
    }

    ObjectNode companions(Account account) {
        var json = Json.object();
        var list = json.putArray("companions");
        account.companions().forEach(device -> list.add(write(device)));
        return json;
    }

    private ObjectNode write(Device device) {
        var json = Json.object()
                .put("device", device.number())
                .put("jid", device.pn().toString())
                .put("lid", device.lid().toString())
                .put("keyIndex", device.keyIndex())
                .put("registrationId", device.registrationId())
                .put("linkedAt", device.linkedAt().toString())
                .put("preKeysLeft", device.preKeys().count())
                .put("queueLength", device.queue().size());
        var connection = inside.exchange().connectionOf(device);
        json.put("online", connection.isPresent());
        connection.ifPresent(open -> {
            json.put("connection", open.id());
            json.set("client", Clients.facts(open.greeting()));
        });
        return json;
    }

    boolean isOnline(Account account) {
        return account.companions().stream()
                .anyMatch(device -> inside.exchange().connectionOf(device).isPresent());
    }

    ObjectNode privacy(Account account) {
        var json = Json.object();
        new TreeMap<>(inside.people().of(account).privacy().values()).forEach(json::put);
        return json;
    }

    ObjectNode blocklist(Account account) {
        var json = Json.object();
        var list = json.putArray("blocked");
        inside.people()
                .of(account)
                .blocked()
                .since()
                .forEach((blocked, since) ->
                        list.add(Json.object().put("account", blocked.number()).put("since", since.toString())));
        return json;
    }
}
