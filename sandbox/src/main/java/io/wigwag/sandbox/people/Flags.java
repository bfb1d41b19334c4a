package io.wigwag.sandbox.people;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// How an account departs from the ordinary, as its push name says: `restricted:<rest>`, or
/// `scenario:<flag>[=0|=1],...:<rest>`.
///
/// @param values of the flags that were named; the others have their defaults
/// @param unknown what was named and is no flag
public record Flags(Map<Flag, Boolean> values, List<String> unknown) {
    /// What can be named.
    public enum Flag {
        /// As recipient: takes messages only with a token.
        RESTRICTED("restricted", false),
        /// As recipient: takes trusted-contact tokens.
        TC_ENABLED("tc_enabled", true),
        /// As recipient: takes tokens made with the sender's salt.
        CS_ENABLED("cs_enabled", true),
        /// As sender: the property that makes a client send salt tokens.
        NCT_SEND_AB("nct_send_ab", true),
        /// As sender: the property that announces the salt in the history.
        NCT_HISTORY_AB("nct_history_ab", true),
        /// As sender: the property that announces the salt in the app state.
        NCT_SYNCD_AB("nct_syncd_ab", true),
        /// As sender: the salt is in the history.
        NCT_HISTORY_DELIVERY("nct_history_delivery", true),
        /// As sender: the salt is in the app state.
        NCT_SYNCD_DELIVERY("nct_syncd_delivery", true);

        private final String name;
        private final boolean byDefault;

        Flag(String name, boolean byDefault) {
            this.name = name;
            this.byDefault = byDefault;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    public static final Flags ORDINARY = new Flags(Map.of(), List.of());
    private static final String RESTRICTED = "restricted:";
    private static final String SCENARIO = "scenario:";

    public Flags {
        values = Map.copyOf(values);
        unknown = List.copyOf(unknown);
    }

    public boolean has(Flag flag) {
        return values.getOrDefault(flag, flag.byDefault);
    }

    public Flags with(Flag flag, boolean value) {
        var more = new TreeMap<>(values);
        more.put(flag, value);
        return new Flags(more, unknown);
    }

    /// What a push name says; nothing where it has no such beginning.
    public static Flags of(String pushName) {
        if (pushName.startsWith(RESTRICTED)) {
            return ORDINARY.with(Flag.RESTRICTED, true);
        }
        var end = pushName.indexOf(':', SCENARIO.length());
        if (!pushName.startsWith(SCENARIO) || end < 0) {
            return ORDINARY;
        }
        var values = new TreeMap<Flag, Boolean>();
        var unknown = new ArrayList<String>();
        for (var item : pushName.substring(SCENARIO.length(), end).split(",", -1)) {
            var equals = item.indexOf('=');
            var name = equals < 0 ? item : item.substring(0, equals);
            var value = equals < 0 ? "1" : item.substring(equals + 1);
            var flag = named(name);
            if (flag.isEmpty() || !(value.equals("0") || value.equals("1"))) {
                unknown.add(item);
            } else {
                values.put(flag.getFirst(), value.equals("1"));
            }
        }
        return new Flags(values, unknown);
    }

    private static List<Flag> named(String name) {
        return List.of(Flag.values()).stream()
                .filter(flag -> flag.name.equals(name))
                .toList();
    }
}
