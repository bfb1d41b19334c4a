package io.wigwag.sandbox.world;

import io.wigwag.sandbox.state.StateSection;
import java.util.Collection;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Who hears of changes of an account, by its number, in the order in which they met.
public final class AcquaintanceSection implements StateSection {
    public static final String NAME = "acquaintances";
    private static final String KNOWN_BY = "knownBy";

    private final Acquaintances acquaintances;
    private final Accounts accounts;

    public AcquaintanceSection(Acquaintances acquaintances, Accounts accounts) {
        this.acquaintances = acquaintances;
        this.accounts = accounts;
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
        return accounts.all().stream()
                .filter(account -> !acquaintances.whoKnow(account).isEmpty())
                .map(Account::number)
                .sorted()
                .toList();
    }

    @Override
    public Optional<ObjectNode> dump(String key) {
        return accounts.byNumber(key)
                .map(acquaintances::whoKnow)
                .filter(circle -> !circle.isEmpty())
                .map(circle -> {
                    var json = JsonNodeFactory.instance.objectNode();
                    var numbers = json.putArray(KNOWN_BY);
                    circle.forEach(person -> numbers.add(person.number()));
                    return json;
                });
    }

    @Override
    public void restore(String key, ObjectNode entry) {
        var account = accounts.byNumber(key);
        for (var number : entry.path(KNOWN_BY)) {
            var person = accounts.byNumber(number.asString());
            account.ifPresent(known -> person.ifPresent(who -> acquaintances.learnt(who, known)));
        }
    }
}
