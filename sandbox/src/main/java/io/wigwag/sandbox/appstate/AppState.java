package io.wigwag.sandbox.appstate;

import com.google.protobuf.InvalidProtocolBufferException;
import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.binary.NodeBuilder;
import io.wigwag.core.octets.Octets;
import io.wigwag.sandbox.server.Answer;
import io.wigwag.sandbox.server.Connection;
import io.wigwag.sandbox.server.Exchange;
import io.wigwag.sandbox.server.Feature;
import io.wigwag.sandbox.server.IqRefused;
import io.wigwag.sandbox.server.StanzaTable;
import io.wigwag.sandbox.server.Stanzas;
import io.wigwag.sandbox.world.Account;
import io.wigwag.sandbox.world.Device;
import io.wigwag.sandbox.world.QueueEntry.Kind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Takes and tells the patches of an account's collections. Whoever writes on top of an outdated version learns what is
/// missing instead.
public final class AppState implements Feature {
    private static final int PAGE = 50;

    private final Exchange exchange;
    private final Map<Account, Map<CollectionName, PatchLog>> logs = new LinkedHashMap<>();
    private final List<Watcher> watchers = new ArrayList<>();
    private Consumer<String> kept = _ -> {};

    public AppState(Exchange exchange) {
        this.exchange = exchange;
    }

    /// From now on told the key of every patch that is to be kept.
    public void keptBy(Consumer<String> listener) {
        kept = listener;
    }

    /// Hears of every patch that companions write, sealed as it is.
    public interface Watcher {
        void accepted(Device author, CollectionName collection, Octets patch);
    }

    public void watch(Watcher watcher) {
        watchers.add(watcher);
    }

    @Override
    public void enter(StanzaTable table) {
        table.query("w:sync:app:state", StanzaTable.ANY, "sync", this::sync);
    }

    public PatchLog of(Account account, CollectionName collection) {
        return logs.computeIfAbsent(account, _ -> new EnumMap<>(CollectionName.class))
                .computeIfAbsent(collection, _ -> new PatchLog());
    }

    /// An account's phone writes; all its companions hear of it.
    public long append(Account account, CollectionName collection, Octets patch) throws InvalidProtocolBufferException {
        var version = of(account, collection).append(patch);
        kept.accept(AppStateSection.key(account, collection, version));
        tell(account, Optional.empty(), collection, version);
        return version;
    }

    private Answer sync(Connection from, Node iq) throws IqRefused, MalformedNode {
        var device = from.requireLogin();
        var answers = new ArrayList<Node>();
        var accepted = new ArrayList<Runnable>();
        for (var asked : iq.requireChild("sync").children("collection")) {
            answers.add(answer(device, asked, accepted));
        }
        return Answer.of(Node.tag("sync").children(answers).build()).then(() -> accepted.forEach(Runnable::run));
    }

    private Node answer(Device device, Node asked, List<Runnable> accepted) throws MalformedNode {
        var text = asked.attributes().requireText("name");
        var name = CollectionName.of(text);
        var version = asked.attributes().number("version").orElse(0);
        if (name.isEmpty() || version < 0) {
            return refused(text, 400, "bad-request");
        }
        var log = of(device.account(), name.get());
        var patch = asked.child("patch").flatMap(Node::bytes);
        if (patch.isEmpty()) {
            return version > log.version() ? refused(text, 409, "conflict") : patches(text, log, version);
        }
        if (version != log.version()) {
            return conflict(device, text, log, version);
        }
        long made;
        try {
            made = log.append(patch.get());
        } catch (InvalidProtocolBufferException malformed) {
            return refused(text, 400, "bad-request");
        }
        kept.accept(AppStateSection.key(device.account(), name.get(), made));
        accepted.add(
                () -> accepted(device, name.get(), made, log.after(made - 1, 1).getFirst()));
        return result(text, made).build();
    }

    private static NodeBuilder result(String name, long version) {
        return Node.tag("collection")
                .attribute("name", name)
                .attribute("type", "result")
                .attribute("version", version);
    }

    /// A page of them; the version is the one that the page leads to.
    private static Node patches(String name, PatchLog log, long version) {
        var page = log.after(version, PAGE);
        var reached = version + page.size();
        var answer = result(name, reached);
        if (page.isEmpty()) {
            return answer.build();
        }
        if (reached < log.version()) {
            answer.attribute("has_more_patches", "true");
        }
        return answer.child(nodes(page)).build();
    }

    private static Node nodes(List<Octets> patches) {
        return Node.tag("patches")
                .children(patches.stream()
                        .map(patch -> Node.tag("patch").bytes(patch).build())
                        .toList())
                .build();
    }

    /// With everything that is missing at once: some clients try only once more.
    private Node conflict(Device device, String name, PatchLog log, long version) {
        exchange.events()
                .add(
                        "appstate.conflict",
                        "account",
                        device.account(),
                        "device",
                        device.number(),
                        "collection",
                        name,
                        "asked",
                        version,
                        "version",
                        log.version());
        if (version > log.version()) {
            return refused(name, 409, "conflict");
        }
        return Node.tag("collection")
                .attribute("name", name)
                .attribute("type", "error")
                .attribute("version", log.version())
                .attribute("has_more_patches", "false")
                .child(error(409, "conflict"))
                .child(nodes(log.after(version, Integer.MAX_VALUE)))
                .build();
    }

    private static Node refused(String name, int code, String text) {
        return Node.tag("collection")
                .attribute("name", name)
                .attribute("type", "error")
                .child(error(code, text))
                .build();
    }

    private static Node error(int code, String text) {
        return Node.tag("error").attribute("code", code).attribute("text", text).build();
    }

    private void accepted(Device author, CollectionName collection, long version, Octets patch) {
        var account = author.account();
        exchange.events()
                .add(
                        "appstate.accepted",
                        "account",
                        account,
                        "device",
                        author.number(),
                        "collection",
                        collection,
                        "version",
                        version);
        tell(account, Optional.of(author), collection, version);
        watchers.forEach(watcher -> watcher.accepted(author, collection, patch));
    }

    /// One collection to a notification: some clients read no further than the first.
    private void tell(Account account, Optional<Device> author, CollectionName collection, long version) {
        for (var device : account.companions()) {
            if (author.filter(device::equals).isEmpty()) {
                var notification = Stanzas.notification(
                                "server_sync",
                                account.pn(),
                                exchange.nextId(),
                                exchange.clock().seconds())
                        .child(Node.tag("collection")
                                .attribute("name", collection.toString())
                                .attribute("version", version))
                        .build();
                exchange.delivery().deliver(device, Kind.NOTIFICATION, notification);
            }
        }
    }

    @Override
    public void accountRemoved(Account account) {
        logs.remove(account);
    }

    @Override
    public void reset() {
        logs.clear();
    }
}
