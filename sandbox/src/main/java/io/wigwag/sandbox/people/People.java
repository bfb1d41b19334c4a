package io.wigwag.sandbox.people;

import io.wigwag.core.binary.Node;
import io.wigwag.core.octets.Octets;
import io.wigwag.sandbox.server.Exchange;
import io.wigwag.sandbox.server.Feature;
import io.wigwag.sandbox.server.StanzaTable;
import io.wigwag.sandbox.server.Stanzas;
import io.wigwag.sandbox.world.Account;
import io.wigwag.sandbox.world.Device;
import io.wigwag.sandbox.world.QueueEntry.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What is kept about every account beside its devices, and what one may know of another.
public final class People implements Feature {
    private static final int SALT = 32;

    private final Exchange exchange;
    private final Map<Account, Person> people = new LinkedHashMap<>();

    private final Properties properties = new Properties(this);

    private People(Exchange exchange) {
        this.exchange = exchange;
    }

    /// Adds all that concerns people to the service.
    public static People addTo(Exchange exchange) {
        var people = new People(exchange);
        List.of(
                        people,
                        people.properties,
                        new PrivacySettings(exchange, people),
                        new BlockList(exchange, people),
                        new DisappearingMode(exchange, people))
                .forEach(exchange::add);
        return people;
    }

    public Properties properties() {
        return properties;
    }

    @Override
    public void enter(StanzaTable table) {
        // The subjects enter their own stanzas.
    }

    public Person of(Account account) {
        var known = people.get(account);
        if (known == null) {
            known = make(account);
            people.put(account, known);
        }
        return known;
    }

    private Person make(Account account) {
        var salt = new byte[SALT];
        exchange.random().nextBytes(salt);
        var flags = Flags.of(account.nameKey());
        for (var unknown : flags.unknown()) {
            exchange.events().add("flag.unknown", "account", account, "flag", unknown);
        }
        return new Person(account, flags, Octets.wrap(salt));
    }

    /// Tells a person's other devices what one of them has changed.
    void tellOwnOthers(Device acting, Node change) {
        var account = acting.account();
        for (var device : account.companions()) {
            if (device != acting) {
                exchange.delivery().deliver(device, Kind.NOTIFICATION, accountSync(account, change));
            }
        }
    }

    private Node accountSync(Account account, Node change) {
        return Stanzas.notification(
                        "account_sync",
                        account.pn(),
                        exchange.nextId(),
                        exchange.clock().seconds())
                .child(change)
                .build();
    }

    @Override
    public void accountAdded(Account account) {
        of(account);
    }

    @Override
    public void accountRemoved(Account account) {
        people.remove(account);
        people.values().forEach(person -> person.forget(account));
    }

    @Override
    public void reset() {
        people.clear();
    }
}
