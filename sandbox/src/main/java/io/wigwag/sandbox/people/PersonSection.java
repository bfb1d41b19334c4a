package io.wigwag.sandbox.people;

import io.wigwag.core.binary.Node;
import io.wigwag.sandbox.state.Entries;
import io.wigwag.sandbox.world.Account;
import io.wigwag.sandbox.world.AccountSection;
import io.wigwag.sandbox.world.Accounts;
import io.wigwag.sandbox.world.OwnedSection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What is known of people beside their devices.
final class PersonSection extends OwnedSection {
    private final People people;

    PersonSection(Accounts accounts, People people) {
        super("people", accounts);
        this.people = people;
    }

    @Override
    public String topic() {
        return AccountSection.NAME;
    }

    @Override
    protected Collection<String> parts(Account owner) {
        return people.find(owner).isPresent() ? WHOLE : List.of();
    }

    @Override
    protected Optional<ObjectNode> dump(Account owner, String part) {
        return people.find(owner).map(PersonSection::json);
    }

    private static ObjectNode json(Person person) {
        var json = Entries.object();
        json.putObject(SECRET).put("salt", Entries.base64(person.salt()));
        var flags = json.putObject("flags");
        new TreeMap<>(person.flags().values()).forEach((flag, on) -> flags.put(flag.name(), on));
        var unknown = json.putArray("unknownFlags");
        person.flags().unknown().forEach(unknown::add);
        person.about()
                .ifPresent(about -> json.putObject("about")
                        .put("text", about.text())
                        .put("since", about.since().toString()));
        person.picture().ifPresent(picture -> json.set("picture", GroupPictureSection.json(picture)));
        person.disappearing()
                .ifPresent(set -> json.putObject("disappearing")
                        .put("seconds", set.seconds())
                        .put("since", set.since().toString()));
        person.business().ifPresent(business -> {
            var profile =
                    json.putObject("business").put("name", business.name()).putArray("profile");
            business.profile().forEach(node -> profile.add(Entries.base64(node)));
        });
        if (person.contacts() instanceof Contacts.Only(var known)) {
            var contacts = json.putArray("contacts");
            known.stream().map(Account::number).sorted().forEach(contacts::add);
        }
        privacy(json.putObject("privacy"), person.privacy());
        var blocked = json.putArray("blocked");
        person.blocked()
                .since()
                .forEach((other, since) ->
                        blocked.addObject().put("number", other.number()).put("since", since.toString()));
        return json;
    }

    private static void privacy(ObjectNode json, PrivacyChoices privacy) {
        privacy.values().forEach((category, value) -> {
            var choice = json.putObject(category).put("value", value);
            privacy.hash(category).ifPresent(hash -> {
                var except = choice.put("hash", hash).putArray("except");
                privacy.except(category).forEach(other -> except.add(other.number()));
            });
        });
    }

    @Override
    protected void restore(Account owner, String part, ObjectNode json) {
        var person = people.restore(
                owner, flags(json), Entries.octets(json.path(SECRET).path("salt")));
        if (json.path("about") instanceof ObjectNode about) {
            person.about(new Person.About(about.path("text").asString(), Entries.time(about.path("since"))));
        }
        if (json.path("picture") instanceof ObjectNode picture) {
            person.picture(Optional.of(GroupPictureSection.picture(picture)));
        }
        if (json.path("disappearing") instanceof ObjectNode set) {
            person.disappearing(new Person.Disappearing(set.path("seconds").asLong(), Entries.time(set.path("since"))));
        }
        if (json.path("business") instanceof ObjectNode business) {
            var profile = new ArrayList<Node>();
            business.path("profile").forEach(node -> profile.add(Entries.stanza(node)));
            person.business(Optional.of(new Business(business.path("name").asString(), profile)));
        }
        if (json.has("contacts")) {
            person.contacts(new Contacts.Only(new HashSet<>(accounts(json.path("contacts")))));
        }
        json.path("privacy").forEachEntry((category, choice) -> {
            person.privacy().choose(category, choice.path("value").asString());
            if (choice.has("hash")) {
                var except = accounts(choice.path("except"));
                person.privacy()
                        .changeExcept(
                                category, except, List.of(), choice.path("hash").asString());
            }
        });
        json.path("blocked")
                .forEach(other -> person.blocked()
                        .add(account(other.path("number").asString()), Entries.time(other.path("since"))));
    }

    private List<Account> accounts(JsonNode numbers) {
        var all = new ArrayList<Account>();
        numbers.forEach(number -> all.add(account(number.asString())));
        return all;
    }

    private static Flags flags(JsonNode json) {
        var values = new TreeMap<Flags.Flag, Boolean>();
        json.path("flags").forEachEntry((flag, on) -> values.put(Flags.Flag.valueOf(flag), on.asBoolean()));
        var unknown = new ArrayList<String>();
        json.path("unknownFlags").forEach(flag -> unknown.add(flag.asString()));
        return new Flags(values, unknown);
    }
}
