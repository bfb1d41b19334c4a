package io.wigwag.sandbox.keys;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.crypto.Curve;
import io.wigwag.core.crypto.InvalidKey;
import io.wigwag.core.crypto.PublicKey;
import io.wigwag.core.id.Jid;
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
import io.wigwag.sandbox.world.PreKeys;
import io.wigwag.sandbox.world.QueueEntry.Kind;
import java.util.ArrayList;

/// Takes the keys that devices upload, and tells them how many are left. See [KeyFetch] for those who want them.
public final class Keys implements Feature {
    private final Exchange exchange;
    private final IdentityNews news;

    public Keys(Exchange exchange) {
        this.exchange = exchange;
        this.news = new IdentityNews(exchange);
    }

    @Override
    public void enter(StanzaTable table) {
        table.query("encrypt", "get", "count", this::count);
        table.query("encrypt", "get", "digest", this::digest);
        table.query("encrypt", "set", "rotate", this::rotate);
        table.query("encrypt", "set", "list", this::upload);
        new KeyFetch(exchange, this).enter(table);
    }

    private Answer count(Connection from, Node iq) throws IqRefused {
        var left = from.requireLogin().preKeys().count();
        return Answer.of(Node.tag("count").attribute("value", left).build());
    }

    private Answer digest(Connection from, Node iq) throws IqRefused {
        var device = from.requireLogin();
        if (device.preKeys().count() == 0) {
            throw IqRefused.notFound();
        }
        return Answer.of(KeyDigest.of(device));
    }

    private Answer upload(Connection from, Node iq) throws IqRefused, MalformedNode {
        var device = from.requireLogin();
        var registrationId = KeyNodes.registrationId(iq.requireChild("registration"));
        var identity = key(KeyNodes.identity(iq.requireChild("identity")));
        var signed = signed(identity, iq.requireChild("skey"));
        var oneTime = new ArrayList<PreKeys.OneTime>();
        for (var node : iq.requireChild("list").children("key")) {
            oneTime.add(KeyNodes.oneTime(node));
        }
        // From here on nothing can fail: an upload counts as a whole or not at all.
        var isSomeoneNew = !identity.equals(device.identity());
        device.register(identity, registrationId);
        device.preKeys().replaceSigned(signed);
        oneTime.forEach(device.preKeys()::add);
        exchange.events()
                .add(
                        "prekeys.uploaded",
                        "account",
                        device.account(),
                        "device",
                        device.number(),
                        "keys",
                        oneTime.size(),
                        "left",
                        device.preKeys().count());
        return Answer.empty().then(() -> {
            if (isSomeoneNew && device.number() == 0) {
                exchange.forEach(feature -> feature.identityChanged(device.account()));
            }
        });
    }

    private Answer rotate(Connection from, Node iq) throws IqRefused, MalformedNode {
        var device = from.requireLogin();
        device.preKeys()
                .replaceSigned(
                        signed(device.identity(), iq.requireChild("rotate").requireChild("skey")));
        return Answer.empty();
    }

    private static PreKeys.Signed signed(PublicKey identity, Node skey) throws IqRefused, MalformedNode {
        var signed = KeyNodes.signed(skey);
        if (!Curve.verify(
                identity, key(signed.value()).typed(), signed.signature().toArray())) {
            throw IqRefused.notAcceptable();
        }
        return signed;
    }

    private static PublicKey key(Octets raw) throws MalformedNode {
        try {
            return PublicKey.of(raw);
        } catch (InvalidKey invalid) {
            throw new MalformedNode(String.valueOf(invalid.getMessage()));
        }
    }

    @Override
    public void identityChanged(Account account) {
        news.tell(account);
    }

    /// Tells a device, once until its next upload, that few of its keys are left.
    @Override
    public void keyTaken(Device device) {
        var keys = device.preKeys();
        if (!keys.mustTellLow(exchange.settings().lowPreKeys)) {
            return;
        }
        var low = Stanzas.notification(
                        "encrypt",
                        Jid.SERVER,
                        exchange.nextId(),
                        exchange.clock().seconds())
                .child(Node.tag("count").attribute("value", keys.count()))
                .build();
        exchange.delivery().deliver(device, Kind.NOTIFICATION, low);
        exchange.events()
                .add(
                        keys.count() == 0 ? "prekeys.exhausted" : "prekeys.low",
                        "account",
                        device.account(),
                        "device",
                        device.number(),
                        "left",
                        keys.count());
    }
}
