package io.wigwag.gateway.cli.drive.talk;

import io.wigwag.core.id.Jid;
import io.wigwag.core.id.MalformedJid;
import io.wigwag.core.id.MessageId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// A command's arguments, by their names.
record Arguments(JsonNode json) {

    boolean has(String name) {
        return json.hasNonNull(name);
    }

    String text(String name) {
        var value = json.path(name);
        if (!value.isString()) {
            throw new IllegalArgumentException(name + ": missing (expected: a text)");
        }
        return value.asString();
    }

    Optional<String> maybe(String name) {
        return json.path(name).isString() ? Optional.of(json.path(name).asString()) : Optional.empty();
    }

    Jid jid(String name) throws MalformedJid {
        return Jid.parse(text(name));
    }

    MessageId id(String name) {
        return new MessageId(text(name));
    }

    List<String> texts(String name) {
        return json.path(name).valueStream().map(JsonNode::asString).toList();
    }

    List<Jid> jids(String name) throws MalformedJid {
        var jids = new ArrayList<Jid>();
        for (var text : texts(name)) {
            jids.add(Jid.parse(text));
        }
        return jids;
    }

    /// What is on unless it is said to be off.
    boolean on() {
        return json.path("on").asBoolean(true);
    }

    boolean flag(String name) {
        return json.path(name).asBoolean(false);
    }

    long number(String name, long otherwise) {
        return json.path(name).asLong(otherwise);
    }

    JsonNode json(String name) {
        return json.path(name);
    }
}
