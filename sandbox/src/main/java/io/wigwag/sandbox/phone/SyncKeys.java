package io.wigwag.sandbox.phone;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.wigwag.core.octets.Octets;
import io.wigwag.proto.e2e.AppStateSyncKey;
import io.wigwag.proto.e2e.AppStateSyncKeyData;
import io.wigwag.proto.e2e.AppStateSyncKeyFingerprint;
import io.wigwag.proto.e2e.AppStateSyncKeyId;
import io.wigwag.sandbox.world.Account;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// The keys under which an account's devices seal its app state. The persona makes them and shares them with every
/// companion; the newest one seals, the older ones still open.
public final class SyncKeys {
    private static final int KEY = 32;
    private static final short PHONE = 0;

    private final SecureRandom random;
    private final InstantSource clock;
    private final Map<Account, List<SyncKey>> keys = new LinkedHashMap<>();

    private Consumer<Account> changed = _ -> {};

    SyncKeys(SecureRandom random, InstantSource clock) {
        this.random = random;
        this.clock = clock;
    }

    void keptBy(Consumer<Account> listener) {
        changed = listener;
    }

    /// One key, with its name: the device that made it, and its number.
    public record SyncKey(Octets id, Octets data, AppStateSyncKeyFingerprint fingerprint, long madeAtMillis) {
        AppStateSyncKey shared() {
            return AppStateSyncKey.newBuilder()
                    .setKeyId(AppStateSyncKeyId.newBuilder().setKeyId(ByteString.copyFrom(id.asBuffer())))
                    .setKeyData(AppStateSyncKeyData.newBuilder()
                            .setKeyData(ByteString.copyFrom(data.asBuffer()))
                            .setFingerprint(fingerprint)
                            .setTimestamp(madeAtMillis))
                    .build();
        }

        /// The statement that there is no such key.
        static AppStateSyncKey missing(ByteString id) {
            return AppStateSyncKey.newBuilder()
                    .setKeyId(AppStateSyncKeyId.newBuilder().setKeyId(id))
                    .build();
        }
    }

    /// All of an account's keys, oldest first; the first is made when somebody asks.
    public List<SyncKey> of(Account account) {
        return List.copyOf(list(account));
    }

    /// The key that seals.
    public SyncKey current(Account account) {
        return list(account).getLast();
    }

    public Optional<SyncKey> find(Account account, Octets id) {
        return list(account).stream().filter(key -> key.id().equals(id)).findFirst();
    }

    /// Makes the key that seals from now on.
    SyncKey rotate(Account account) {
        var next = make(account, list(account).size() + 1);
        list(account).add(next);
        changed.accept(account);
        return next;
    }

    void forget(Account account) {
        keys.remove(account);
    }

    void clear() {
        keys.clear();
    }

    /// The keys as they are kept, one text for each.
    List<String> dump(Account account) {
        return keys.getOrDefault(account, List.of()).stream()
                .map(key -> Base64.getEncoder().encodeToString(key.shared().toByteArray()))
                .toList();
    }

    void restore(Account account, List<String> kept) throws InvalidProtocolBufferException {
        var all = new ArrayList<SyncKey>();
        for (var text : kept) {
            var key = AppStateSyncKey.parseFrom(Base64.getDecoder().decode(text));
            var data = key.getKeyData();
            all.add(new SyncKey(
                    Octets.wrap(key.getKeyId().getKeyId().toByteArray()),
                    Octets.wrap(data.getKeyData().toByteArray()),
                    data.getFingerprint(),
                    data.getTimestamp()));
        }
        keys.put(account, all);
    }

    private List<SyncKey> list(Account account) {
        var known = keys.get(account);
        if (known != null) {
            return known;
        }
        var first = new ArrayList<>(List.of(make(account, 1)));
        keys.put(account, first);
        changed.accept(account);
        return first;
    }

    private SyncKey make(Account account, int epoch) {
        var id =
                ByteBuffer.allocate(Short.BYTES + Integer.BYTES).putShort(PHONE).putInt(epoch);
        var data = new byte[KEY];
        random.nextBytes(data);
        var fingerprint = AppStateSyncKeyFingerprint.newBuilder()
                .setRawId(account.persona().rawId())
                .setCurrentIndex(account.nextKeyIndex() - 1)
                .addDeviceIndexes(0);
        account.companions().forEach(device -> fingerprint.addDeviceIndexes(device.keyIndex()));
        return new SyncKey(Octets.wrap(id.array()), Octets.wrap(data), fingerprint.build(), clock.millis());
    }
}
