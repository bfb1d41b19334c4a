package io.wigwag.sandbox.channel;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.id.Jid;
import io.wigwag.core.id.MalformedJid;
import io.wigwag.core.id.Server;
import io.wigwag.sandbox.message.Acceptance;
import io.wigwag.sandbox.message.Acceptance.Fate;
import io.wigwag.sandbox.message.Acceptance.Reached;
import io.wigwag.sandbox.message.Messages;
import io.wigwag.sandbox.server.Connection;
import io.wigwag.sandbox.server.Exchange;
import io.wigwag.sandbox.server.Feature;
import io.wigwag.sandbox.server.StanzaTable;
import io.wigwag.sandbox.world.Account;
import io.wigwag.sandbox.world.Device;
import io.wigwag.sandbox.world.QueueEntry.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// All channels. What their owner posts goes to the companions of everybody who follows; the phones that the sandbox
/// plays read no channels.
public final class Channels implements Feature, Messages.Destination {
    private static final int FORBIDDEN = 403;
    private static final int NOBODY = 404;
    private static final int NO_POST = 400;

    private final Exchange exchange;
    private final Map<Jid, Channel> byJid = new LinkedHashMap<>();
    private Consumer<Channel> listener = _ -> {};
    private long ordinal;

    private Channels(Exchange exchange) {
        this.exchange = exchange;
    }

    public static Channels addTo(Exchange exchange, Messages messages) {
        var channels = new Channels(exchange);
        exchange.add(channels);
        messages.destination(Server.NEWSLETTER, channels);
        return channels;
    }

    /// From now on told of every channel that is new, changed or gone.
    public void keptBy(Consumer<Channel> keeper) {
        listener = keeper;
    }

    @Override
    public void enter(StanzaTable table) {
        // Posts are messages, and come that way.
    }

    public Optional<Channel> find(Jid jid) {
        return Optional.ofNullable(byJid.get(jid));
    }

    public Collection<Channel> all() {
        return Collections.unmodifiableCollection(byJid.values());
    }

    public Channel create(Account owner, String name) {
        var channel = new Channel(nextAddress(), name, owner, exchange.clock().instant());
        add(channel);
        exchange.events().add("channel.created", "channel", channel.jid(), "owner", owner, "name", name);
        return channel;
    }

    private Jid nextAddress() {
        try {
            Jid jid;
            do {
                jid = Jid.of(exchange.accounts().numbers().newsletter(++ordinal), Server.NEWSLETTER);
            } while (byJid.containsKey(jid));
            return jid;
        } catch (MalformedJid impossible) {
            throw new IllegalStateException("a number is a user", impossible);
        }
    }

    /// A channel of an earlier run, too.
    void add(Channel channel) {
        byJid.put(channel.jid(), channel);
        listener.accept(channel);
    }

    public void follow(Channel channel, Account person) {
        if (channel.follow(person)) {
            listener.accept(channel);
        }
    }

    public void unfollow(Channel channel, Account person) {
        if (channel.unfollow(person)) {
            listener.accept(channel);
        }
    }

    @Override
    public Acceptance send(Device from, Node message) throws MalformedNode {
        var now = exchange.clock().seconds();
        var id = message.attributes().requireText("id");
        var channel = find(message.attributes().requireJid("to"));
        if (channel.isEmpty()) {
            return Acceptance.refused(now, NOBODY);
        }
        if (!channel.get().owner().equals(from.account())) {
            return Acceptance.refused(now, FORBIDDEN);
        }
        if (message.child("plaintext").isEmpty()) {
            return Acceptance.refused(now, NO_POST);
        }
        return post(channel.get(), from, id, message, now);
    }

    /// What is sent again is taken once; an edit keeps the number of the post that it changes.
    private Acceptance post(Channel channel, Device from, String id, Node message, long now) throws MalformedNode {
        var known = channel.number(id);
        var edit = message.attributes().text("edit");
        if (known.isPresent() && edit.isEmpty()) {
            return Acceptance.of(now, List.of()).with("server_id", Long.toString(known.getAsLong()));
        }
        var number = known.isPresent() ? known.getAsLong() : channel.post(id);
        listener.accept(channel);
        var stanza = Node.tag("message")
                .attribute("from", channel.jid())
                .attribute("id", id)
                .attribute("t", now)
                .attribute("type", message.attributes().requireText("type"))
                .attribute("server_id", number)
                .attribute("edit", edit);
        message.children().forEach(stanza::child);
        exchange.events().add("channel.posted", "channel", channel.jid(), "id", id, "number", number);
        return Acceptance.of(now, deliver(channel, from, stanza.build())).with("server_id", Long.toString(number));
    }

    private List<Reached> deliver(Channel channel, Device from, Node stanza) {
        var readers = new LinkedHashSet<Account>();
        readers.add(channel.owner());
        readers.addAll(channel.followers());
        var reached = new ArrayList<Reached>();
        for (var reader : readers) {
            for (var device : reader.companions()) {
                if (device != from) {
                    var there = exchange.connectionOf(device)
                            .filter(Connection::isLive)
                            .isPresent();
                    exchange.delivery().deliver(device, Kind.MESSAGE, stanza);
                    reached.add(new Reached(device, there ? Fate.DELIVERED : Fate.QUEUED));
                }
            }
        }
        return reached;
    }

    @Override
    public void accountRemoved(Account account) {
        for (var channel : List.copyOf(byJid.values())) {
            if (channel.owner().equals(account)) {
                byJid.remove(channel.jid());
                listener.accept(channel);
            } else {
                unfollow(channel, account);
            }
        }
    }

    @Override
    public void reset() {
        byJid.clear();
        ordinal = 0;
    }
}
