package io.wigwag.sandbox.people;

import io.wigwag.sandbox.state.Entries;
import io.wigwag.sandbox.state.Ledger;
import io.wigwag.sandbox.state.StateSection;
import io.wigwag.sandbox.world.Account;
import io.wigwag.sandbox.world.AccountSection;
import io.wigwag.sandbox.world.Accounts;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.node.ObjectNode;

/// The switches that were set: by number, and by [#ALL] those for everybody.
final class PropertySection implements StateSection {
    private static final String NAME = "properties";
    private static final String ALL = "all";

    private final Accounts accounts;
    private final Properties properties;

    private PropertySection(Accounts accounts, Properties properties) {
        this.accounts = accounts;
        this.properties = properties;
    }

    static void add(Ledger ledger, Accounts accounts, Properties properties) {
        ledger.add(new PropertySection(accounts, properties));
        properties.keptBy(owner -> ledger.touch(NAME, owner.map(Account::number).orElse(ALL)));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String topic() {
        return AccountSection.NAME;
    }

    @Override
    public Collection<String> keys() {
        var keys = new TreeSet<String>();
        properties.owners().forEach(owner -> keys.add(owner.number()));
        keys.add(ALL);
        return keys;
    }

    @Override
    public Optional<ObjectNode> dump(String key) {
        SortedMap<Integer, String> set = key.equals(ALL)
                ? properties.forAll()
                : accounts.byNumber(key).map(properties::own).orElseGet(TreeMap::new);
        if (set.isEmpty()) {
            return Optional.empty();
        }
        var json = Entries.object();
        set.forEach((code, value) -> json.put(Integer.toString(code), value));
        return Optional.of(json);
    }

    @Override
    public void restore(String key, ObjectNode entry) {
        var owner = accounts.byNumber(key);
        entry.forEachEntry((code, value) -> {
            var number = Integer.parseInt(code);
            owner.ifPresentOrElse(
                    account -> properties.set(account, number, value.asString()),
                    () -> properties.set(number, value.asString()));
        });
    }
}
