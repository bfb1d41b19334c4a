package io.wigwag.core.people;

import io.wigwag.core.crypto.InvalidKey;
import io.wigwag.core.crypto.PublicKey;
import io.wigwag.core.id.Jid;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.octets.Readings;
import io.wigwag.core.pairing.AdvFailure;
import io.wigwag.core.pairing.DeviceIdentity;
import io.wigwag.core.port.DeviceState;
import io.wigwag.core.stanza.IqRefused;
import io.wigwag.core.stanza.Line;
import io.wigwag.core.stanza.Unanswered;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Fetches the keys of devices, checked as far as can be: a linked device's must come with its account's word for it,
/// where any came at all.
public final class Bundles {
    /// Devices in one query: each answer is some 300 bytes.
    static final int BATCH = 200;

    private static final int MOST_VOUCHED = 64;

    private final DeviceState state;
    private final Aliases aliases;
    private final Readings<Voucher, DeviceIdentity> vouched = new Readings<>(MOST_VOUCHED);

    /// Between whom a statement is: the device, and the phone where its key is known.
    private record Voucher(PublicKey device, Optional<PublicKey> phone) {}

    public Bundles(DeviceState state, Aliases aliases) {
        this.state = state;
        this.aliases = aliases;
    }

    /// Keys by the addresses asked for. Devices of which the server says nothing are missing.
    public Map<Jid, FetchedBundle> fetch(Line line, Collection<Jid> devices, boolean afterChange)
            throws IqRefused, Unanswered {
        var all = new LinkedHashMap<Jid, FetchedBundle>();
        var wanted = List.copyOf(devices);
        for (var from = 0; from < wanted.size(); from += BATCH) {
            var part = wanted.subList(from, Math.min(from + BATCH, wanted.size()));
            var fetched = line.ask(new BundleQuery(part, afterChange));
            for (var device : part) {
                Optional.ofNullable(fetched.get(device)).ifPresent(found -> all.put(device, found));
            }
        }
        return checked(all);
    }

    /// Keys of a device that lost its session with us, by the registration that it last named.
    public Optional<FetchedBundle> fetchMissing(Line line, Jid device, int registrationId)
            throws IqRefused, Unanswered {
        return line.ask(new MissingKeyQuery(device, registrationId))
                .map(found -> checked(Map.of(device, found)).getOrDefault(device, found));
    }

    /// Whether the account vouches for this device with this key.
    ///
    /// As long as nobody answers, each message of a device repeats this word; what was found true once is not
    /// calculated again, as it depends on nothing but the keys and the statement.
    public void checkIdentity(Jid device, PublicKey identity, Octets statement) throws AdvFailure {
        var phone = phoneKey(device);
        var _ = vouched.of(new Voucher(identity, phone), statement, bytes -> {
            var found = DeviceIdentity.parse(bytes);
            found.check(identity, phone);
            return found;
        });
    }

    private Map<Jid, FetchedBundle> checked(Map<Jid, FetchedBundle> fetched) {
        var checked = new LinkedHashMap<Jid, FetchedBundle>();
        fetched.forEach((device, found) -> checked.put(device, check(device, found)));
        return checked;
    }

    private FetchedBundle check(Jid device, FetchedBundle found) {
        if (device.device() == 0
                || !(found instanceof FetchedBundle.Usable usable)
                || usable.deviceIdentity().isEmpty()) {
            return found;
        }
        try {
            checkIdentity(
                    device, usable.keys().identity(), usable.deviceIdentity().get());
            return found;
        } catch (AdvFailure failure) {
            return new FetchedBundle.Unusable(String.valueOf(failure.getMessage()));
        }
    }

    private Optional<PublicKey> phoneKey(Jid device) {
        var phone = aliases.address(device.account());
        var key = state.identities(List.of(phone)).get(phone);
        try {
            return key == null ? Optional.empty() : Optional.of(PublicKey.of(key));
        } catch (InvalidKey unreadable) {
            // As good as one that we never had: the statement may name the account's key itself.
            return Optional.empty();
        }
    }
}
