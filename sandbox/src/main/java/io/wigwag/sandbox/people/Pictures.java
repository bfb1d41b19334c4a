package io.wigwag.sandbox.people;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.binary.NodeBuilder;
import io.wigwag.core.id.Jid;
import io.wigwag.core.octets.Octets;
import io.wigwag.sandbox.media.Blobs;
import io.wigwag.sandbox.media.MediaConn;
import io.wigwag.sandbox.server.Answer;
import io.wigwag.sandbox.server.Connection;
import io.wigwag.sandbox.server.Exchange;
import io.wigwag.sandbox.server.Feature;
import io.wigwag.sandbox.server.IqRefused;
import io.wigwag.sandbox.server.StanzaTable;
import io.wigwag.sandbox.world.Account;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// The pictures of accounts and groups.
public final class Pictures implements Feature {
    private static final String NAMESPACE = "w:profile:picture";
    private static final String KIND = "picture";
    private static final Octets JPEG = Octets.ofHex("ffd8");

    private final Exchange exchange;
    private final People people;
    private final Blobs blobs;
    private final PictureNews news;
    private final Map<Jid, Person.Picture> ofGroups = new LinkedHashMap<>();
    private Groups groups = _ -> Optional.empty();
    private long lastId;
    private Consumer<Optional<Jid>> changed = _ -> {};

    Pictures(Exchange exchange, People people, Blobs blobs) {
        this.exchange = exchange;
        this.people = people;
        this.blobs = blobs;
        this.news = new PictureNews(exchange, people);
    }

    /// From now on told of the pictures of groups that change, and (without an address) of every id that is given.
    void keptBy(Consumer<Optional<Jid>> listener) {
        changed = listener;
    }

    Map<Jid, Person.Picture> ofGroups() {
        return Collections.unmodifiableMap(ofGroups);
    }

    long lastId() {
        return lastId;
    }

    void restore(Jid group, Person.Picture picture) {
        ofGroups.put(group, picture);
    }

    void restore(long last) {
        lastId = last;
    }

    /// The groups there are, as far as their pictures are concerned.
    public interface Groups {
        Optional<Group> find(Jid address);
    }

    /// One group.
    public interface Group {
        Iterable<Account> members();

        boolean mayChangePicture(Account account);
    }

    public void groups(Groups known) {
        groups = known;
    }

    @Override
    public void enter(StanzaTable table) {
        table.query(NAMESPACE, "get", "picture", this::get);
        table.query(NAMESPACE, "set", StanzaTable.ANY, this::set);
        table.query("w:g2", "get", "pictures", this::ofManyGroups);
    }

    private Answer get(Connection from, Node iq) throws IqRefused, MalformedNode {
        var asker = from.requireLogin().account();
        var asked = iq.requireChild("picture");
        var target = iq.attributes().jid("target").orElse(asker.pn());
        var picture = target.isGroup() ? ofGroup(asker, target) : ofPerson(asker, target, iq);
        var type = asked.attributes().text("type").orElse("image");
        if (asked.attributes().is("id", Long.toString(picture.id()))) {
            return Answer.of(Node.tag("picture").attribute("status", "304").build());
        }
        return Answer.of(shown(from, picture, type).build());
    }

    private NodeBuilder shown(Connection from, Person.Picture picture, String type) {
        // Stored with every question: a picture outlives what is uploaded.
        var path = blobs.store(KIND, picture.bytes()).path();
        var host = MediaConn.host(exchange.settings(), from);
        return Node.tag("picture")
                .attribute("id", picture.id())
                .attribute("url", "https://" + host + path)
                .attribute("direct_path", path)
                .attribute("type", type);
    }

    /// Groups without a picture, or of others, are left out.
    private Answer ofManyGroups(Connection from, Node iq) throws IqRefused, MalformedNode {
        var asker = from.requireLogin().account();
        var found = new ArrayList<Node>();
        for (var asked : iq.requireChild("pictures").children("picture")) {
            var named = asked.attributes().jid("jid");
            var group = named.isPresent() ? named.get() : iq.attributes().requireJid("to");
            var picture = ofGroups.get(group);
            if (picture != null
                    && groups.find(group)
                            .filter(of -> members(of).contains(asker))
                            .isPresent()) {
                var type = asked.attributes().text("type").orElse("preview");
                found.add(shown(from, picture, type).attribute("jid", group).build());
            }
        }
        return Answer.of(Node.tag("pictures").children(found).build());
    }

    private Person.Picture ofGroup(Account asker, Jid group) throws IqRefused {
        var found = groups.find(group).orElseThrow(IqRefused::notFound);
        if (!members(found).contains(asker)) {
            throw IqRefused.notAuthorized();
        }
        return Optional.ofNullable(ofGroups.get(group)).orElseThrow(IqRefused::notFound);
    }

    private Person.Picture ofPerson(Account asker, Jid target, Node iq) throws IqRefused, MalformedNode {
        var owner = exchange.accounts().find(target).orElseThrow(IqRefused::notFound);
        // The token stands inside the question, or beside it.
        if (!people.mayFetchPicture(asker, owner, iq.requireChild("picture"))
                && !people.mayFetchPicture(asker, owner, iq)) {
            throw IqRefused.notAuthorized();
        }
        return people.of(owner).picture().orElseThrow(IqRefused::notFound);
    }

    private Answer set(Connection from, Node iq) throws IqRefused, MalformedNode {
        var account = from.requireLogin().account();
        var target = iq.attributes().jid("target").filter(Jid::isGroup);
        var group = target.isPresent() ? groups.find(target.get()) : Optional.<Group>empty();
        if (target.isPresent()) {
            var right = group.orElseThrow(IqRefused::notFound).mayChangePicture(account);
            if (!right) {
                throw IqRefused.notAuthorized();
            }
        }
        // A preview beside the image says nothing that the image doesn't.
        var image = iq.children("picture").stream()
                .filter(node -> !node.attributes().is("type", "preview"))
                .findFirst()
                .or(() -> iq.child("picture"))
                .flatMap(Node::bytes)
                .filter(bytes -> !bytes.isEmpty());
        if (exchange.settings().strict
                && image.filter(bytes -> !bytes.startsWith(JPEG)).isPresent()) {
            throw IqRefused.notAcceptable();
        }
        var picture = image.map(bytes -> new Person.Picture(nextId(), bytes.compact()));
        if (target.isPresent()) {
            keepOfGroup(target.get(), picture);
        } else {
            people.of(account).picture(picture);
        }
        var answer = picture.map(set ->
                        Answer.of(Node.tag("picture").attribute("id", set.id()).build()))
                .orElseGet(Answer::empty);
        return answer.then(() -> {
            if (target.isPresent()) {
                news.ofGroup(target.get(), members(group.orElseThrow()), account, picture);
            } else {
                news.ofPerson(account, picture);
            }
        });
    }

    private void keepOfGroup(Jid group, Optional<Person.Picture> picture) {
        picture.ifPresentOrElse(set -> ofGroups.put(group, set), () -> ofGroups.remove(group));
        changed.accept(Optional.of(group));
    }

    /// A phone changes its owner's picture.
    public void change(Account account, Optional<Octets> image) {
        var picture = image.map(bytes -> new Person.Picture(nextId(), bytes));
        people.of(account).picture(picture);
        news.ofPerson(account, picture);
    }

    private static Set<Account> members(Group group) {
        var members = new LinkedHashSet<Account>();
        group.members().forEach(members::add);
        return members;
    }

    /// The time, and never the same twice.
    private long nextId() {
        lastId = Math.max(lastId + 1, exchange.clock().seconds());
        changed.accept(Optional.empty());
        return lastId;
    }

    @Override
    public void reset() {
        ofGroups.clear();
        lastId = 0;
    }
}
