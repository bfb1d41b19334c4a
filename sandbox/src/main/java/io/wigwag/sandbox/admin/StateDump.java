package io.wigwag.sandbox.admin;

import io.wigwag.core.octets.Octets;
import io.wigwag.sandbox.world.Account;
import io.wigwag.sandbox.world.Device;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The world as JSON that can be compared as text: members sorted, lists in a fixed order. On the world's thread.
final class StateDump {
    private interface Section {
        JsonNode write(boolean secrets) throws Exception;
    }

    private final Inside inside;
    private final Map<String, Section> sections = new TreeMap<>();

    StateDump(Inside inside) {
        this.inside = inside;
        sections.put("accounts", this::accounts);
        sections.put("devices", this::devices);
        sections.put("queues", _ -> queues());
        sections.put("groups", _ -> groups());
        sections.put("media", _ -> media());
        sections.put("faults", _ -> faults());
        sections.put("settings", _ -> new LiveSettings(inside.settings()).write());
    }

    Set<String> names() {
        return sections.keySet();
    }

    JsonNode write(SortedSet<String> include, boolean secrets) throws Exception {
        var json = Json.object();
        for (var name : include) {
            var section = sections.get(name);
            if (section != null) {
                json.set(name, section.write(secrets));
            }
        }
        return sorted(json);
    }

    private static JsonNode sorted(JsonNode node) {
        if (node instanceof ObjectNode object) {
            var json = Json.object();
            new TreeSet<>(object.propertyNames()).forEach(name -> json.set(name, sorted(object.path(name))));
            return json;
        }
        if (node.isArray()) {
            var json = Json.array();
            node.forEach(element -> json.add(sorted(element)));
            return json;
        }
        return node;
    }

    private List<Account> all() {
        return inside.exchange().accounts().all().stream()
                .sorted(Comparator.comparing(Account::number))
                .toList();
    }

    private List<Device> allDevices() {
        return all().stream().flatMap(account -> account.devices().stream()).toList();
    }

    private JsonNode accounts(boolean secrets) {
        var list = Json.array();
        var shown = new AccountJson(inside);
        for (var account : all()) {
            var json = shown.write(account);
            json.remove("companions");
            json.set("privacy", shown.privacy(account));
            json.set("blocklist", shown.blocklist(account).path("blocked"));
            if (secrets) {
                var own = account.persona().identity().privateKey();
                json.put("identityPrivateKeyBase64", Json.base64(Octets.wrap(own.raw())));
            }
            list.add(json);
        }
        return list;
    }

    private JsonNode devices(boolean secrets) {
        var list = Json.array();
        for (var device : allDevices()) {
            var json = Json.object()
                    .put("jid", device.pn().toString())
                    .put("lid", device.lid().toString())
                    .put("keyIndex", device.keyIndex())
                    .put("registrationId", device.registrationId())
                    .put(
                            "identityKeyBase64",
                            Json.base64(Octets.wrap(device.identity().raw())))
                    .put("linkedAt", device.linkedAt().toString())
                    .put("phone", device.isPhone())
                    .put("greeted", device.isGreeted())
                    .put("signedPreKeyId", device.preKeys().signed().id());
            device.noiseKey().ifPresent(key -> json.put("noiseKeyBase64", Json.base64(Octets.wrap(key.raw()))));
            var ids = json.putArray("oneTimePreKeyIds");
            device.preKeys().oneTime().keySet().forEach(ids::add);
            list.add(json);
        }
        return list;
    }

    private JsonNode queues() {
        var list = Json.array();
        for (var device : allDevices()) {
            for (var entry : device.queue().entries()) {
                list.add(Json.object()
                        .put("device", device.pn().toString())
                        .put("kind", Json.name(entry.kind()))
                        .put("queuedAt", entry.queuedAt().toString())
                        .put("timesSent", entry.timesSent())
                        .set("stanza", NodeJson.write(entry.stanza(), true)));
            }
        }
        return list;
    }

    private JsonNode groups() {
        var list = Json.array();
        inside.groups().groups().all().stream()
                .sorted(Comparator.comparing(group -> group.id()))
                .forEach(group -> list.add(GroupRoutes.write(group)));
        return list;
    }

    private JsonNode media() {
        var list = Json.array();
        inside.blobs().all().stream()
                .sorted(Comparator.comparing(blob -> blob.path()))
                .forEach(blob -> list.add(Json.object()
                        .put("path", blob.path())
                        .put("kind", blob.kind())
                        .put("size", blob.size())
                        .put("expiresAt", blob.expiresAt().toString())));
        return list;
    }

    private JsonNode faults() {
        var list = Json.array();
        inside.faults().all().forEach(fault -> list.add(FaultRoutes.write(fault)));
        return list;
    }
}
