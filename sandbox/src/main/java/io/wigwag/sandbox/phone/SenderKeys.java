package io.wigwag.sandbox.phone;

import io.wigwag.core.id.Jid;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.signal.Encrypted;
import io.wigwag.core.signal.GroupCipher;
import io.wigwag.core.signal.SenderKeyDistribution;
import io.wigwag.core.signal.SenderKeyRecord;
import io.wigwag.core.signal.SignalFailure;
import io.wigwag.sandbox.world.Device;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A phone's keys in groups: its own, with who holds them, and those that others gave it.
final class SenderKeys {
    /// A key that somebody gave it.
    record Name(Jid group, Device sender) {}

    /// Hears of every key that is new, has moved on or is gone.
    interface Changes {
        /// Its own key in a group.
        void own(Jid group);

        /// Who holds that.
        void holders(Jid group);

        void given(Name name);
    }

    private static final class Own {
        private SenderKeyRecord key;
        private final Set<Device> holders = new LinkedHashSet<>();

        Own(SenderKeyRecord key) {
            this.key = key;
        }
    }

    private final GroupCipher cipher;
    private final Changes changes;
    private final Map<Jid, Own> ours = new LinkedHashMap<>();
    private final Map<Name, SenderKeyRecord> theirs = new LinkedHashMap<>();

    SenderKeys(SecureRandom random, Changes changes) {
        cipher = new GroupCipher(random);
        this.changes = changes;
    }

    Set<Jid> groups() {
        return Collections.unmodifiableSet(ours.keySet());
    }

    Set<Name> names() {
        return Collections.unmodifiableSet(theirs.keySet());
    }

    Optional<SenderKeyRecord> own(Jid group) {
        return Optional.ofNullable(ours.get(group)).map(own -> own.key);
    }

    Set<Device> holders(Jid group) {
        var own = ours.get(group);
        return own == null ? Set.of() : Collections.unmodifiableSet(own.holders);
    }

    Optional<SenderKeyRecord> given(Name name) {
        return Optional.ofNullable(theirs.get(name));
    }

    /// One of an earlier run, which nobody holds yet.
    void restore(Jid group, SenderKeyRecord key) {
        ours.put(group, new Own(key));
    }

    void restoreHolder(Jid group, Device holder) {
        var own = ours.get(group);
        if (own != null) {
            own.holders.add(holder);
        }
    }

    void restore(Name name, SenderKeyRecord key) {
        theirs.put(name, key);
    }

    /// A device is no more: what it held is worth nothing, and what it gave is not needed.
    void forget(Device device) {
        for (var group : List.copyOf(ours.keySet())) {
            if (holders(group).contains(device)) {
                ours.remove(group);
                changes.own(group);
                changes.holders(group);
            }
        }
        for (var name : List.copyOf(theirs.keySet())) {
            if (name.sender().equals(device)) {
                theirs.remove(name);
                changes.given(name);
            }
        }
    }

    /// A message for a group, and the key for those of its audience that lack it.
    record Sealed(Encrypted message, Octets distribution, List<Device> newcomers) {}

    /// Seals for all of an audience. Where somebody who held our key is not among it any more, the key is another one
    /// from now on.
    Sealed seal(Jid group, Collection<Device> audience, Octets plaintext) throws SignalFailure {
        var own = ours.get(group);
        if (own == null || !audience.containsAll(own.holders)) {
            own = new Own(cipher.begin());
            ours.put(group, own);
            changes.holders(group);
        }
        var holders = own.holders;
        var newcomers =
                audience.stream().filter(device -> !holders.contains(device)).toList();
        var distribution = cipher.distribution(own.key).toOctets();
        var sent = cipher.encrypt(own.key, plaintext);
        own.key = sent.record();
        changes.own(group);
        if (holders.addAll(newcomers)) {
            changes.holders(group);
        }
        return new Sealed(sent.encrypted(), distribution, newcomers);
    }

    /// The key that reads our next messages, for one device that lacks it.
    Octets distribution(Jid group) throws SignalFailure {
        var own = ours.computeIfAbsent(group, _ -> new Own(cipher.begin()));
        changes.own(group);
        return cipher.distribution(own.key).toOctets();
    }

    void accept(Jid group, Device sender, Octets distribution) throws SignalFailure {
        var name = new Name(group, sender);
        theirs.put(name, cipher.accept(held(name), SenderKeyDistribution.parse(distribution)));
        changes.given(name);
    }

    Octets open(Jid group, Device sender, Octets ciphertext) throws SignalFailure {
        var name = new Name(group, sender);
        var received = cipher.decrypt(held(name), ciphertext);
        theirs.put(name, received.record());
        changes.given(name);
        return received.plaintext();
    }

    private SenderKeyRecord held(Name name) {
        return theirs.getOrDefault(name, SenderKeyRecord.EMPTY);
    }
}
