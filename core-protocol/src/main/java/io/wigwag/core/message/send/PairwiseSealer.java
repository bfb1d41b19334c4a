package io.wigwag.core.message.send;

import io.wigwag.core.id.DeviceAddress;
import io.wigwag.core.id.Jid;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.people.Aliases;
import io.wigwag.core.people.Bundles;
import io.wigwag.core.people.Devices;
import io.wigwag.core.people.FetchedBundle;
import io.wigwag.core.port.StateChange;
import io.wigwag.core.signal.Encrypted;
import io.wigwag.core.signal.IdentityChange;
import io.wigwag.core.signal.PreKeyBundle;
import io.wigwag.core.signal.SignalSessions;
import io.wigwag.core.stanza.IqRefused;
import io.wigwag.core.stanza.Line;
import io.wigwag.core.stanza.Unanswered;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Encrypts for many devices, and gets the keys of those to which there is no session yet. A device that can't be
/// written to does not keep the others from their message.
final class PairwiseSealer {
    private final SignalSessions sessions;
    private final Aliases aliases;
    private final Devices devices;
    private final Bundles bundles;

    PairwiseSealer(SignalSessions sessions, Aliases aliases, Devices devices, Bundles bundles) {
        this.sessions = sessions;
        this.aliases = aliases;
        this.devices = devices;
        this.bundles = bundles;
    }

    Sealed seal(Line line, Map<Jid, Octets> plaintexts) throws IqRefused, Unanswered {
        var byAddress = new LinkedHashMap<DeviceAddress, Jid>();
        var texts = new LinkedHashMap<DeviceAddress, Octets>();
        plaintexts.forEach((device, plaintext) -> {
            var address = aliases.address(device);
            // Two names of one device would be two messages to it, which the server refuses: the first one stays.
            if (byAddress.putIfAbsent(address, device) == null) {
                texts.put(address, plaintext);
            }
        });
        var known = sessions.encrypt(texts, Map.of());
        var messages = new LinkedHashMap<Jid, Encrypted>();
        var unreachable = new LinkedHashMap<Jid, String>();
        var identityChanges = new ArrayList<IdentityChange>();
        var changes = new ArrayList<StateChange>();
        take(known, byAddress, messages, unreachable, identityChanges, changes);
        if (!known.withoutSession().isEmpty()) {
            var missing = known.withoutSession().stream()
                    .collect(Collectors.toMap(
                            address -> address,
                            byAddress::get,
                            (one, _) -> one,
                            LinkedHashMap<DeviceAddress, Jid>::new));
            var usable = usable(line, missing, unreachable);
            texts.keySet().retainAll(usable.keySet());
            take(sessions.encrypt(texts, usable), byAddress, messages, unreachable, identityChanges, changes);
        }
        return new Sealed(inOrder(plaintexts, messages), unreachable, identityChanges, changes);
    }

    private static void take(
            SignalSessions.Outgoing outgoing,
            Map<DeviceAddress, Jid> byAddress,
            Map<Jid, Encrypted> messages,
            Map<Jid, String> unreachable,
            List<IdentityChange> identityChanges,
            List<StateChange> changes) {
        outgoing.messages().forEach((address, message) -> messages.put(byAddress.get(address), message));
        outgoing.refused()
                .forEach((address, failure) ->
                        unreachable.put(byAddress.get(address), String.valueOf(failure.getMessage())));
        identityChanges.addAll(outgoing.identityChanges());
        changes.addAll(outgoing.changes());
    }

    private Map<DeviceAddress, PreKeyBundle> usable(
            Line line, Map<DeviceAddress, Jid> missing, Map<Jid, String> unreachable) throws IqRefused, Unanswered {
        var fetched = bundles.fetch(line, missing.values(), false);
        var usable = new HashMap<DeviceAddress, PreKeyBundle>();
        var outdated = new ArrayList<Jid>();
        missing.forEach((address, device) -> {
            switch (fetched.get(device)) {
                case FetchedBundle.Usable(var keys, var _) -> usable.put(address, keys);
                case FetchedBundle.Unusable(var why) -> unreachable.put(device, why);
                case FetchedBundle.Refused(var code) -> {
                    unreachable.put(device, "no keys: " + code);
                    if (code == FetchedBundle.Refused.NOT_LINKED) {
                        outdated.add(device);
                    }
                }
                case null -> unreachable.put(device, "no keys");
            }
        });
        if (!outdated.isEmpty()) {
            devices.forget(outdated);
        }
        return usable;
    }

    private static Map<Jid, Encrypted> inOrder(Map<Jid, Octets> plaintexts, Map<Jid, Encrypted> messages) {
        var ordered = new LinkedHashMap<Jid, Encrypted>();
        for (var device : plaintexts.keySet()) {
            var message = messages.get(device);
            if (message != null) {
                ordered.put(device, message);
            }
        }
        return ordered;
    }
}
