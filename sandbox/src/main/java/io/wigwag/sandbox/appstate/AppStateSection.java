package io.wigwag.sandbox.appstate;

import io.wigwag.core.octets.Octets;
import io.wigwag.sandbox.state.StateSection;
import io.wigwag.sandbox.world.Account;
import io.wigwag.sandbox.world.Accounts;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Every patch of every account, by number, collection and version: one that is accepted never changes.
public final class AppStateSection implements StateSection {
    public static final String NAME = "appstate";

    private final AppState appState;
    private final Accounts accounts;

    public AppStateSection(AppState appState, Accounts accounts) {
        this.appState = appState;
        this.accounts = accounts;
    }

    static String key(Account account, CollectionName collection, long version) {
        return account.number() + "/" + collection + "/" + version;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Collection<String> keys() {
        var keys = new ArrayList<String>();
        for (var account : accounts.all()) {
            for (var collection : CollectionName.values()) {
                for (var version = 1L;
                        version <= appState.of(account, collection).version();
                        version++) {
                    keys.add(key(account, collection, version));
                }
            }
        }
        return keys;
    }

    @Override
    public Optional<ObjectNode> dump(String key) {
        var place = Place.of(key);
        return accounts.byNumber(place.number())
                .map(account -> appState.of(account, place.collection()))
                .filter(log -> place.version() <= log.version())
                .map(log -> log.after(place.version() - 1, 1).getFirst())
                .map(patch -> JsonNodeFactory.instance
                        .objectNode()
                        .put("patch", Base64.getEncoder().encodeToString(patch.toArray())));
    }

    @Override
    public void restore(String key, ObjectNode entry) {
        var place = Place.of(key);
        var account = accounts.byNumber(place.number())
                .orElseThrow(() -> new IllegalStateException("app state " + key + ": of nobody"));
        var patch = Octets.wrap(Base64.getDecoder().decode(entry.path("patch").asString()));
        appState.of(account, place.collection()).restore(place.version(), patch);
    }

    private record Place(String number, CollectionName collection, long version) {
        static Place of(String key) {
            var parts = key.split("/", -1);
            return new Place(
                    parts[0],
                    CollectionName.of(parts[1])
                            .orElseThrow(() -> new IllegalStateException("app state " + key + ": no such collection")),
                    Long.parseLong(parts[2]));
        }
    }
}
