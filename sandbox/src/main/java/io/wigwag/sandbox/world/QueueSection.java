package io.wigwag.sandbox.world;

import io.wigwag.core.binary.DecodeLimits;
import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.NodeDecoder;
import io.wigwag.core.binary.NodeEncoder;
import io.wigwag.core.binary.TokenDictionary;
import io.wigwag.core.id.Jid;
import io.wigwag.core.id.MalformedJid;
import io.wigwag.core.octets.Octets;
import io.wigwag.sandbox.state.StateSection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What waits for each device, by the device's address and the entry's place.
public final class QueueSection implements StateSection {
    public static final String NAME = "queues";
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Accounts accounts;
    private final NodeEncoder encoder = new NodeEncoder(TokenDictionary.version3());
    private final NodeDecoder decoder = new NodeDecoder(TokenDictionary.version3(), DecodeLimits.DEFAULT);

    public QueueSection(Accounts accounts) {
        this.accounts = accounts;
    }

    private record Place(Jid device, long order) {
        static Place parse(String key) {
            try {
                var end = key.lastIndexOf('/');
                return new Place(Jid.parse(key.substring(0, end)), Long.parseLong(key.substring(end + 1)));
            } catch (MalformedJid | IndexOutOfBoundsException | NumberFormatException damaged) {
                throw new IllegalStateException("queue entry " + key + ": " + damaged.getMessage(), damaged);
            }
        }
    }

    /// The key of an entry.
    public static String key(Device device, QueueEntry entry) {
        return device.pn() + "/" + entry.order();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Collection<String> keys() {
        List<String> keys = new ArrayList<>();
        for (var account : accounts.all()) {
            for (var device : account.devices()) {
                device.queue().entries().forEach(entry -> keys.add(key(device, entry)));
            }
        }
        Collections.sort(keys);
        return keys;
    }

    @Override
    public Optional<ObjectNode> dump(String key) {
        var place = Place.parse(key);
        return accounts.device(place.device())
                .flatMap(device -> device.queue().entry(place.order()))
                .map(entry -> JSON.objectNode()
                        .put("kind", entry.kind().name())
                        .put("queuedAt", entry.queuedAt().toString())
                        .put("timesSent", entry.timesSent())
                        .put("stanza", AccountSection.base64(Octets.wrap(encoder.encode(entry.stanza())))));
    }

    @Override
    public void restore(String key, ObjectNode json) {
        var place = Place.parse(key);
        var device = accounts.device(place.device())
                .orElseThrow(() -> new IllegalStateException("queue entry " + key + " of no device"));
        try {
            device.queue()
                    .restore(
                            place.order(),
                            QueueEntry.Kind.valueOf(json.path("kind").asString()),
                            decoder.decode(
                                    AccountSection.octets(json.path("stanza")).toArray()),
                            Instant.parse(json.path("queuedAt").asString()),
                            json.path("timesSent").asInt());
        } catch (MalformedNode damaged) {
            throw new IllegalStateException("queue entry " + key + ": " + damaged.getMessage(), damaged);
        }
    }
}
