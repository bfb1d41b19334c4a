package io.wigwag.sandbox.phone;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.sandbox.server.Delivery;
import io.wigwag.sandbox.server.Exchange;
import io.wigwag.sandbox.world.Account;
import io.wigwag.sandbox.world.Device;
import io.wigwag.sandbox.world.QueueEntry.Kind;
import java.util.List;

/// What comes to phones and personas by way of the service.
final class Arrivals implements Delivery.Phones {
    private final Exchange exchange;
    private final Phones phones;
    private final Greeter greeter;
    private final PersonaTalk talk;

    Arrivals(Exchange exchange, Phones phones, Greeter greeter, PersonaTalk talk) {
        this.exchange = exchange;
        this.phones = phones;
        this.greeter = greeter;
        this.talk = talk;
    }

    /// Read in a turn of its own, so that a phone never answers before the one it hears from has finished speaking.
    @Override
    public void receive(Device phone, Kind kind, Node stanza) {
        var account = phone.account();
        readLater(account, phones.phone(account).receive(kind, stanza));
    }

    private void readLater(Account account, long number) {
        exchange.loop().execute(() -> phones.read(account, number));
    }

    /// What had come to a phone and was not read when the world was left.
    void resume(Account account) {
        List.copyOf(phones.memory(account).unread().numbers()).forEach(number -> readLater(account, number));
    }

    @Override
    public void told(Device phone, Node stanza) {
        phones.phone(phone.account()).told(stanza);
    }

    /// Phones see for themselves what comes to them.
    @Override
    public void receipted(Account account, Node receipt) throws MalformedNode {
        if (account.kind() == Account.Kind.HEADLESS) {
            phones.memory(account).saw(receipt, exchange.clock().instant());
        }
    }

    @Override
    public boolean personaSent(Device companion, String id) {
        return phones.voice(companion.account()).wrote(id);
    }

    @Override
    public void fromCompanion(Device companion, Kind kind, Node stanza) {
        if (stanza.attributes().is("type", "hist_sync")) {
            stanza.attributes().text("id").ifPresent(id -> greeter.confirmed(companion, id));
        } else {
            exchange.loop().execute(() -> talk.hear(companion, kind, stanza));
        }
    }
}
