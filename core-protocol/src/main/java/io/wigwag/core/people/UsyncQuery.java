package io.wigwag.core.people;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.id.Jid;
import io.wigwag.core.stanza.Iq;
import io.wigwag.core.stanza.IqQuestion;
import io.wigwag.core.stanza.Lenient;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// Asks about accounts: which devices they have, their LIDs, whether a number is one at all.
///
/// ```
/// <iq type=get xmlns=usync><usync sid mode=query last=true index=0 context>
///   <query><devices version=2/><lid/></query><list><user jid/>...</list></usync></iq>
/// ```
public final class UsyncQuery implements IqQuestion<List<UsyncUser>> {
    /// What may be asked; the words are the wire's.
    public enum Part {
        DEVICES("devices"),
        LID("lid"),
        CONTACT("contact");

        private final String tag;

        Part(String tag) {
            this.tag = tag;
        }
    }

    private final Set<Part> parts;
    private final String context;
    private final List<Node> users;
    private final InstantSource clock;

    private UsyncQuery(Set<Part> parts, String context, List<Node> users, InstantSource clock) {
        this.parts = parts;
        this.context = context;
        this.users = List.copyOf(users);
        this.clock = clock;
    }

    /// The devices and the LIDs of accounts, to send them something.
    public static UsyncQuery devices(List<Jid> accounts, InstantSource clock) {
        return new UsyncQuery(EnumSet.of(Part.DEVICES, Part.LID), "message", users(accounts), clock);
    }

    /// The LIDs of phone numbers.
    public static UsyncQuery lids(List<Jid> phones, InstantSource clock) {
        return new UsyncQuery(EnumSet.of(Part.LID), "background", users(phones), clock);
    }

    /// Whether numbers are accounts, and which. Numbers as digits, country first; a `+` is put in front.
    public static UsyncQuery contacts(List<String> numbers, InstantSource clock) {
        var users = numbers.stream()
                .map(number -> Node.tag("user")
                        .child(Node.tag("contact").text(number.startsWith("+") ? number : "+" + number))
                        .build())
                .toList();
        return new UsyncQuery(EnumSet.of(Part.CONTACT, Part.LID), "interactive", users, clock);
    }

    private static List<Node> users(List<Jid> accounts) {
        return accounts.stream()
                .map(account -> Node.tag("user").attribute("jid", account).build())
                .toList();
    }

    @Override
    public Node toNode(String id) {
        var query = Node.tag("query");
        for (var part : parts) {
            query.child(part == Part.DEVICES ? Node.tag("devices").attribute("version", 2) : Node.tag(part.tag));
        }
        return Iq.get(id, "usync")
                .child(Node.tag("usync")
                        // Tells the parts of a long answer apart; the query's own id is as good as any.
                        .attribute("sid", id)
                        .attribute("mode", "query")
                        .attribute("last", "true")
                        .attribute("index", 0)
                        .attribute("context", context)
                        .child(query)
                        .child(Node.tag("list").children(users)))
                .build();
    }

    @Override
    public List<UsyncUser> read(Node result) throws MalformedNode {
        var answer = new ArrayList<UsyncUser>();
        for (var user : result.requireChild("usync").requireChild("list").children("user")) {
            answer.add(user(user));
        }
        return answer;
    }

    private UsyncUser user(Node user) throws MalformedNode {
        var contact = user.child("contact");
        var rejected =
                contact.filter(node -> node.attributes().is("type", "invalid")).isPresent();
        // A rejected number comes with an address that is none.
        var jid = rejected ? Optional.<Jid>empty() : user.attributes().jid("jid");
        var phone = rejected ? Optional.<Jid>empty() : user.attributes().jid("pn_jid");
        var lid = user.child("lid");
        var error = error(user);
        var devices = user.child("devices");
        return new UsyncUser(
                asked(user, contact),
                jid,
                phone,
                lid.isPresent() ? lid.get().attributes().jid("val") : Optional.empty(),
                contact.map(node -> node.attributes().is("type", "in")),
                error.isEmpty()
                                && devices.flatMap(node -> node.child("device-list"))
                                        .isPresent()
                        ? Optional.of(DeviceListReader.read(devices.get(), clock.instant()))
                        : Optional.empty(),
                error);
    }

    /// The echo of the question, which counts more than any address in the answer.
    private static String asked(Node user, Optional<Node> contact) {
        return contact.flatMap(Node::text)
                .filter(text -> !text.isEmpty())
                .or(() -> user.attributes().text("jid"))
                .orElse("");
    }

    private static OptionalInt error(Node user) {
        for (var part : user.children()) {
            var error = part.child("error");
            if (error.isPresent()) {
                return OptionalInt.of(Lenient.number(error.get(), "code").orElse(0));
            }
        }
        return OptionalInt.empty();
    }
}
