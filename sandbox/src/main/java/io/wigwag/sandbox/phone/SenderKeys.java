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
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A phone's keys in groups: its own, with who holds them, and those that others gave it.
final class SenderKeys {
    private record Name(Jid group, Device sender) {}

    private static final class Own {
        private SenderKeyRecord key;
        private final Set<Device> holders = new LinkedHashSet<>();

        Own(SenderKeyRecord key) {
            this.key = key;
        }
    }

    private final GroupCipher cipher;
    private final Map<Jid, Own> ours = new HashMap<>();
    private final Map<Name, SenderKeyRecord> theirs = new HashMap<>();

    SenderKeys(SecureRandom random) {
        cipher = new GroupCipher(random);
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
        }
        var holders = own.holders;
        var newcomers =
                audience.stream().filter(device -> !holders.contains(device)).toList();
        var distribution = cipher.distribution(own.key).toOctets();
        var sent = cipher.encrypt(own.key, plaintext);
        own.key = sent.record();
        holders.addAll(newcomers);
        return new Sealed(sent.encrypted(), distribution, newcomers);
    }

    /// The key that reads our next messages, for one device that lacks it.
    Octets distribution(Jid group) throws SignalFailure {
        var own = ours.computeIfAbsent(group, _ -> new Own(cipher.begin()));
        return cipher.distribution(own.key).toOctets();
    }

    void accept(Jid group, Device sender, Octets distribution) throws SignalFailure {
        var name = new Name(group, sender);
        theirs.put(name, cipher.accept(held(name), SenderKeyDistribution.parse(distribution)));
    }

    Octets open(Jid group, Device sender, Octets ciphertext) throws SignalFailure {
        var name = new Name(group, sender);
        var received = cipher.decrypt(held(name), ciphertext);
        theirs.put(name, received.record());
        return received.plaintext();
    }

    private SenderKeyRecord held(Name name) {
        return theirs.getOrDefault(name, SenderKeyRecord.EMPTY);
    }
}
