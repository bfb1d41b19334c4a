package io.wigwag.sandbox.people;

import io.wigwag.core.binary.Node;
import io.wigwag.core.crypto.Sha256;
import io.wigwag.core.octets.Octets;
import io.wigwag.sandbox.server.Answer;
import io.wigwag.sandbox.server.Connection;
import io.wigwag.sandbox.server.Feature;
import io.wigwag.sandbox.server.IqRefused;
import io.wigwag.sandbox.server.StanzaTable;
import io.wigwag.sandbox.world.Account;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/// The numbered switches that the service sets for clients.
public final class Properties implements Feature {
    /// Tokens go with every message to a single person.
    private static final int TOKENS_ON_MESSAGES = 10_518;
    private static final int SALT_TOKENS = 24_941;
    private static final int SALT_IN_HISTORY = 25_189;
    private static final int SALT_IN_APP_STATE = 25_253;
    private static final String A_DAY = "86400";
    private static final int HASH_DIGITS = 16;

    private final People people;
    private final SortedMap<Integer, String> forAll = new TreeMap<>();
    private final Map<Account, SortedMap<Integer, String>> own = new LinkedHashMap<>();

    private Consumer<Optional<Account>> changed = _ -> {};

    Properties(People people) {
        this.people = people;
    }

    /// From now on told whose switches change: those of all, or of one account.
    void keptBy(Consumer<Optional<Account>> listener) {
        changed = listener;
    }

    /// What was set for all.
    SortedMap<Integer, String> forAll() {
        return Collections.unmodifiableSortedMap(forAll);
    }

    /// What was set for one account.
    SortedMap<Integer, String> own(Account account) {
        return Collections.unmodifiableSortedMap(own.getOrDefault(account, new TreeMap<>()));
    }

    Collection<Account> owners() {
        return own.keySet();
    }

    @Override
    public void enter(StanzaTable table) {
        table.query("abt", "get", "props", (from, _) -> Answer.of(numbered(from)));
        table.query("w", "get", "props", (from, _) -> Answer.of(named(from)));
    }

    /// Sets a switch for all accounts.
    public void set(int code, String value) {
        forAll.put(code, value);
        changed.accept(Optional.empty());
    }

    /// Sets a switch for one account.
    public void set(Account account, int code, String value) {
        own.computeIfAbsent(account, _ -> new TreeMap<>()).put(code, value);
        changed.accept(Optional.of(account));
    }

    /// What holds for an account: what was set for it, what was set for all, what its flags say.
    public SortedMap<Integer, String> of(Account account) {
        var flags = people.of(account).flags();
        var properties = new TreeMap<Integer, String>();
        properties.put(TOKENS_ON_MESSAGES, "1");
        properties.put(SALT_TOKENS, bit(flags.has(Flags.Flag.NCT_SEND_AB)));
        properties.put(SALT_IN_HISTORY, bit(flags.has(Flags.Flag.NCT_HISTORY_AB)));
        properties.put(SALT_IN_APP_STATE, bit(flags.has(Flags.Flag.NCT_SYNCD_AB)));
        properties.putAll(forAll);
        properties.putAll(own.getOrDefault(account, new TreeMap<>()));
        return properties;
    }

    private static String bit(boolean value) {
        return value ? "1" : "0";
    }

    private Node numbered(Connection from) throws IqRefused {
        var properties = of(from.requireLogin().account());
        return Node.tag("props")
                .attribute("protocol", "1")
                .attribute("ab_key", "sandbox")
                .attribute("hash", hash(properties))
                .attribute("refresh", A_DAY)
                .attribute("refresh_id", "1")
                .children(properties.entrySet().stream()
                        .map(property -> Node.tag("prop")
                                .attribute("config_code", property.getKey())
                                .attribute("config_value", property.getValue())
                                .build())
                        .toList())
                .build();
    }

    /// Older clients ask for switches by names, of which there are none any more.
    private static Node named(Connection from) throws IqRefused {
        from.requireLogin();
        return Node.tag("props")
                .attribute("protocol", "2")
                .attribute("hash", hash(new TreeMap<>()))
                .build();
    }

    /// Equal switches have equal hashes.
    private static String hash(SortedMap<Integer, String> properties) {
        var hash = Sha256.hash(properties.toString().getBytes(StandardCharsets.UTF_8));
        return Octets.wrap(hash).toHex().substring(0, HASH_DIGITS);
    }

    @Override
    public void accountRemoved(Account account) {
        own.remove(account);
    }

    @Override
    public void reset() {
        forAll.clear();
        own.clear();
    }
}
