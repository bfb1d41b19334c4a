package io.wigwag.storage.embedded;

import io.wigwag.core.id.DeviceAddress;
import io.wigwag.core.id.DeviceName;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.port.CommitRefused;
import io.wigwag.core.port.MessageKey;
import io.wigwag.core.port.OwnedState;
import io.wigwag.core.port.StateChange;
import io.wigwag.core.signal.EncType;
import io.wigwag.core.signal.Encrypted;
import io.wigwag.core.signal.SenderKeyDistribution;
import io.wigwag.core.signal.SignalFailure;
import io.wigwag.storage.Catalogue;
import io.wigwag.storage.document.DocumentStore;
import io.wigwag.storage.document.Tenant;
import io.wigwag.storage.engine.CommitWitness;
import io.wigwag.storage.engine.DeviceStates;
import io.wigwag.storage.engine.Hiding;
import io.wigwag.storage.engine.StoredDeviceState;
import io.wigwag.storage.lease.Leases;
import io.wigwag.storage.lease.Membership;
import io.wigwag.storage.seal.DataKeys;
import io.wigwag.storage.seal.DocumentKeychains;
import io.wigwag.storage.seal.LookupHashes;
import io.wigwag.storage.seal.RecordSealer;
import io.wigwag.storage.seal.master.LocalMasterKeys;
import io.wigwag.storage.seal.master.MasterKey;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// A process that owns one device on a sealed store and does what its input says, line by line, until it is killed:
/// `directory masterKey leaseToken`. Each answer begins with the order's first two words, except what went wrong.
///
/// ```
/// bundle ID             -> bundle ID KEYS...
/// in ID TYPE HEX        -> in ID | lost ID REASON | twice ID
/// given ID HEX          -> given ID                       the peer's sender key
/// out ID                -> out ID TYPE HEX
/// group ID BOOLEAN      -> group ID KEYID HEX HEX         with a new sender key, or not; "-" for a key that is held
/// held ID KEYID         -> held ID                        the peer has our sender key
/// has ID                -> has ID BOOLEAN                 whether the application has accepted the message
/// ```
final class OwningChild {
    static final DeviceAddress ADDRESS = new DeviceAddress("4915731460042", 7);
    static final DeviceAddress PEER = new DeviceAddress("4917600000001", 0);
    static final String DEVICE = "dev_1";

    private static final Tenant TENANT = new Tenant("ana");

    private final Correspondent correspondent;
    private final FileOutputStream out = new FileOutputStream(FileDescriptor.out);
    private int keyId = -1;

    private OwningChild(Correspondent correspondent) {
        this.correspondent = correspondent;
    }

    static StoredDeviceState state(EmbeddedAdapter adapter, MasterKey master, long lease, CommitWitness witness)
            throws Exception {
        var keys = keys(adapter, master);
        var hiding = Hiding.with(new LookupHashes(keys), TENANT, DEVICE);
        return StoredDeviceState.open(store(adapter, keys), TENANT, DEVICE, lease, hiding, witness);
    }

    /// The same device as a gateway that is alone with its file opens it.
    static OwnedState owned(EmbeddedAdapter adapter, MasterKey master, CommitWitness witness) throws Exception {
        var keys = keys(adapter, master);
        var store = store(adapter, keys);
        var membership =
                Membership.joinAlone(store, UUID.randomUUID().toString(), "this process", InstantSource.system());
        var leases = new Leases(store, membership, Set.of());
        return new DeviceStates(store, TENANT, leases, new LookupHashes(keys), witness).open(new DeviceName(DEVICE));
    }

    private static DataKeys keys(EmbeddedAdapter adapter, MasterKey master) throws Exception {
        var random = new SecureRandom();
        return new DataKeys(
                DocumentKeychains.over(adapter),
                new LocalMasterKeys(List.of(master), random),
                random,
                InstantSource.system(),
                DataKeys.Bounds.DEFAULT);
    }

    private static DocumentStore store(EmbeddedAdapter adapter, DataKeys keys) {
        return DocumentStore.open(adapter, new RecordSealer(keys, new SecureRandom()), Catalogue.schemas());
    }

    public static void main(String[] arguments) throws Exception {
        try (var adapter = EmbeddedAdapter.open(Path.of(arguments[0]), new EmbeddedSettings(1, 2, 0));
                var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            var state = state(adapter, MasterKey.parse(arguments[1]), Long.parseLong(arguments[2]), CommitWitness.NONE);
            var child = new OwningChild(new Correspondent(ADDRESS, state, new SecureRandom()));
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                child.obey(Arrays.asList(line.split(" ", -1)));
            }
        }
    }

    private void obey(List<String> order) throws Exception {
        var id = order.get(1);
        try {
            switch (order.getFirst()) {
                case "bundle" -> say("bundle", id, Correspondent.written(correspondent.bundle()));
                case "in" -> receive(id, EncType.valueOf(order.get(2)), Octets.ofHex(order.get(3)));
                case "given" -> {
                    correspondent.accept(PEER, SenderKeyDistribution.parse(Octets.ofHex(order.get(2))));
                    say("given", id);
                }
                case "out" -> {
                    var sent = correspondent.write(PEER, id, Optional.empty()).orElseThrow();
                    say("out", id, sent.type().name(), sent.ciphertext().toHex());
                }
                case "group" -> send(id, Boolean.parseBoolean(order.get(2)));
                case "held" -> {
                    if (keyId == Integer.parseInt(order.get(2))) {
                        correspondent
                                .state()
                                .commit(List.of(new StateChange.AddHolders(Correspondent.GROUP, Set.of(PEER))));
                    }
                    say("held", id);
                }
                case "has" -> say("has", id, "" + isAccepted(id));
                default -> throw new IllegalArgumentException("no such order");
            }
        } catch (CommitRefused refused) {
            say("refused", id);
        }
    }

    /// Reads first and looks for the message afterwards, so that a ratchet which went back would show.
    private void receive(String id, EncType type, Octets ciphertext) {
        var before = isAccepted(id);
        try {
            var accepted = new StateChange.KeepMessage(
                    key(id), Correspondent.octets(id), InstantSource.system().instant());
            var text = correspondent.read(PEER, new Encrypted(type, ciphertext), List.of(accepted));
            if (before) {
                say("twice", id);
            } else if (text.equals(id)) {
                say("in", id);
            } else {
                say("lost", id, "other");
            }
        } catch (SignalFailure failure) {
            if (before) {
                say("in", id);
            } else {
                say("lost", id, failure.getClass().getSimpleName());
            }
        }
    }

    private void send(String id, boolean renew) {
        var outgoing = correspondent.writeToGroup(id, renew);
        keyId = outgoing.distribution().keyId();
        var isHeld = correspondent.state().holders(Correspondent.GROUP).contains(PEER);
        say(
                "group",
                id,
                "" + keyId,
                isHeld ? "-" : outgoing.distribution().toOctets().toHex(),
                outgoing.message().ciphertext().toHex());
    }

    private boolean isAccepted(String id) {
        return !correspondent.state().keptMessages(List.of(key(id))).isEmpty();
    }

    private static MessageKey key(String id) {
        return new MessageKey(PEER.name(), id);
    }

    /// One write for each line, so that a killed process has said it or not.
    private void say(String... words) {
        try {
            out.write((String.join(" ", words) + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException nobodyListens) {
            Runtime.getRuntime().halt(1);
        }
    }
}
