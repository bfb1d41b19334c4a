package io.wigwag.sandbox.people;

import io.wigwag.sandbox.world.Account;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Who may see and do what, by category, as one account has chosen.
public final class PrivacyChoices {
    public static final String LAST = "last";
    public static final String ONLINE = "online";
    public static final String PROFILE = "profile";
    public static final String STATUS = "status";
    public static final String GROUP_ADD = "groupadd";
    public static final String READ_RECEIPTS = "readreceipts";
    public static final String CALL_ADD = "calladd";
    public static final String MESSAGES = "messages";
    public static final String DEFENSE = "defense";

    public static final String ALL = "all";
    public static final String NONE = "none";
    public static final String CONTACTS = "contacts";
    /// All contacts but those on a list.
    public static final String ALL_BUT = "contact_blacklist";

    private final Map<String, String> values = new LinkedHashMap<>();
    private final Map<String, ExceptList> except = new LinkedHashMap<>();

    /// The people that a category leaves out.
    private static final class ExceptList {
        private final Set<Account> people = new LinkedHashSet<>();
        private Optional<String> hash = Optional.empty();
    }

    private final Runnable changed;

    /// @param changed runs after every change
    PrivacyChoices(Runnable changed) {
        this.changed = changed;
        for (var category :
                new String[] {LAST, ONLINE, PROFILE, STATUS, GROUP_ADD, READ_RECEIPTS, CALL_ADD, MESSAGES}) {
            values.put(category, ALL);
        }
        values.put(DEFENSE, "off");
    }

    public Map<String, String> values() {
        return Collections.unmodifiableMap(values);
    }

    public String value(String category) {
        return values.getOrDefault(category, ALL);
    }

    void choose(String category, String value) {
        values.put(category, value);
        changed.run();
    }

    /// Who is left out where a category stands on [#ALL_BUT].
    public Collection<Account> except(String category) {
        var list = except.get(category);
        return list == null ? Set.of() : Collections.unmodifiableSet(list.people);
    }

    /// Names the present state of a list; none before anybody was ever on it.
    Optional<String> hash(String category) {
        return Optional.ofNullable(except.get(category)).flatMap(list -> list.hash);
    }

    void forget(Account account) {
        for (var list : except.values()) {
            if (list.people.remove(account)) {
                changed.run();
            }
        }
    }

    void changeExcept(String category, Collection<Account> add, Collection<Account> remove, String hash) {
        var list = except.computeIfAbsent(category, _ -> new ExceptList());
        list.people.addAll(add);
        list.people.removeAll(remove);
        list.hash = Optional.of(hash);
        changed.run();
    }
}
