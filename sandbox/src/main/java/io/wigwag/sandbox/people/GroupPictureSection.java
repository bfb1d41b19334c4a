package io.wigwag.sandbox.people;

import io.wigwag.core.id.Jid;
import io.wigwag.sandbox.state.Entries;
import io.wigwag.sandbox.state.Ledger;
import io.wigwag.sandbox.state.StateSection;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The pictures of groups, by address, and by [#LAST] the id that was given last to any picture.
final class GroupPictureSection implements StateSection {
    private static final String NAME = "groupPictures";
    private static final String LAST = "last";

    private final Pictures pictures;

    private GroupPictureSection(Pictures pictures) {
        this.pictures = pictures;
    }

    static void add(Ledger ledger, Pictures pictures) {
        ledger.add(new GroupPictureSection(pictures));
        pictures.keptBy(group -> ledger.touch(NAME, group.map(Jid::toString).orElse(LAST)));
    }

    static ObjectNode json(Person.Picture picture) {
        return Entries.object().put("id", picture.id()).put("bytes", Entries.base64(picture.bytes()));
    }

    static Person.Picture picture(JsonNode json) {
        return new Person.Picture(json.path("id").asLong(), Entries.octets(json.path("bytes")));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String topic() {
        return "groups";
    }

    @Override
    public Collection<String> keys() {
        var addresses = pictures.ofGroups().keySet().stream().map(Jid::toString).sorted();
        return (pictures.lastId() > 0 ? Stream.concat(addresses, Stream.of(LAST)) : addresses).toList();
    }

    @Override
    public Optional<ObjectNode> dump(String key) {
        if (key.equals(LAST)) {
            return Optional.of(Entries.object().put("id", pictures.lastId())).filter(_ -> pictures.lastId() > 0);
        }
        return Optional.ofNullable(pictures.ofGroups().get(Entries.jid(key))).map(GroupPictureSection::json);
    }

    @Override
    public void restore(String key, ObjectNode entry) {
        if (key.equals(LAST)) {
            pictures.restore(entry.path("id").asLong());
        } else {
            pictures.restore(Entries.jid(key), picture(entry));
        }
    }
}
