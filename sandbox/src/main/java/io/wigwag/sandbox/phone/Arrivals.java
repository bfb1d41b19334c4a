package io.wigwag.sandbox.phone;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.sandbox.phone.PhoneMemory.Unread;
import io.wigwag.sandbox.server.Delivery;
import io.wigwag.sandbox.server.Exchange;
import io.wigwag.sandbox.world.Account;
import io.wigwag.sandbox.world.Device;
import io.wigwag.sandbox.world.QueueEntry.Kind;
import java.util.List;
import java.util.OptionalInt;

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
        come(phone.account(), new Unread(kind, stanza, OptionalInt.empty()));
    }

    private void come(Account account, Unread unread) {
        readLater(account, phones.memory(account).unread().add(unread));
    }

    private void readLater(Account account, long number) {
        exchange.loop().execute(() -> {
            // Unless the account has gone meanwhile.
            if (exchange.accounts().find(account.pn()).filter(account::equals).isPresent()) {
                phones.memory(account).unread().remove(number).ifPresent(unread -> read(account, unread));
            }
        });
    }

    private void read(Account account, Unread unread) {
        if (unread.companion().isEmpty()) {
            phones.read(account, unread.kind(), unread.stanza());
            return;
        }
        account.device(unread.companion().getAsInt())
                .ifPresent(companion -> talk.hear(companion, unread.kind(), unread.stanza()));
    }

    /// What had come to a phone or persona and was not read when the world was left.
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
            come(companion.account(), new Unread(kind, stanza, OptionalInt.of(companion.number())));
        }
    }
}
