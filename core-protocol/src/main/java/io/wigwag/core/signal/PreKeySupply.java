package io.wigwag.core.signal;

import io.wigwag.core.crypto.KeyPair;
import io.wigwag.core.port.PreKeyStore;
import io.wigwag.core.port.StateChange;
import io.wigwag.core.port.StoredPreKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Makes, renews and forgets our own pre-keys. Reads the store and answers with the changes to commit.
public final class PreKeySupply {
    /// As many as clients give the server at first.
    public static final int FULL_UPLOAD = 812;
    /// The server should never be left with fewer.
    public static final int LOW_MARK = 5;
    /// After this the signed pre-key is replaced, as WhatsApp Web does.
    public static final Duration ROTATION = Duration.ofDays(27);
    /// How long a replaced one still serves: longer than the server keeps messages for us.
    public static final Duration SIGNED_GRACE = Duration.ofDays(45);
    /// How long a used one-time key still reads the first message that used it.
    public static final Duration USED_GRACE = Duration.ofDays(2);
    /// How long a key of a retry receipt waits for its answer: longer than the server keeps that for us.
    public static final Duration LENT_GRACE = Duration.ofDays(45);
    /// So many of these are kept, whatever others make us give: the oldest go first. An answer to one of them is asked
    /// for once more.
    static final int MOST_LENT = 4_096;

    private static final int SWEEP = 1_000;
    /// More ids than are given between two copies of a store.
    private static final int AHEAD = 1 << 16;

    private final PreKeyStore store;
    private final SecureRandom random;
    private final InstantSource clock;

    public PreKeySupply(PreKeyStore store, SecureRandom random, InstantSource clock) {
        this.store = store;
        this.random = random;
        this.clock = clock;
    }

    /// Keys to give out, and the changes to commit before that.
    public record Batch(List<OneTimePreKey> keys, List<StateChange> changes) {
        public Batch {
            keys = List.copyOf(keys);
            changes = List.copyOf(changes);
        }
    }

    /// A signed pre-key, and the changes to commit before it is published.
    public record Signed(SignedPreKey key, List<StateChange> changes) {
        public Signed {
            changes = List.copyOf(changes);
        }
    }

    /// Keys for an upload of this size: those of an upload that failed first, then new ones.
    public Batch forUpload(int count) throws MalformedRecord {
        var keys = new ArrayList<OneTimePreKey>(count);
        for (var stored : store.preKeysAt(StoredPreKey.Stage.NEW, count)) {
            keys.add(OneTimePreKey.of(stored));
        }
        var made = make(count - keys.size(), StoredPreKey.Stage.NEW);
        keys.addAll(made.keys());
        return new Batch(keys, made.changes());
    }

    /// To commit once the server has taken them.
    public List<StateChange> uploaded(Batch batch) {
        return batch.keys().stream()
                .<StateChange>map(
                        key -> new StateChange.PutPreKey(key.stored(StoredPreKey.Stage.GIVEN_OUT, clock.instant())))
                .toList();
    }

    /// One key for a retry receipt, which goes to a single device and is never uploaded.
    public Batch forRetry() {
        return make(1, StoredPreKey.Stage.LENT);
    }

    private Batch make(int count, StoredPreKey.Stage stage) {
        var keys = new ArrayList<OneTimePreKey>(Math.max(count, 0));
        var changes = new ArrayList<StateChange>();
        var id = store.nextPreKeyId();
        while (keys.size() < count) {
            // After sixteen million keys the numbers begin again; a few of the old ones may still be waiting.
            var first = id;
            var ids = IntStream.iterate(first, OneTimePreKey::idAfter)
                    .limit(count - keys.size())
                    .boxed()
                    .toList();
            var taken = store.preKeys(ids);
            for (var free : ids) {
                if (!taken.containsKey(free)) {
                    var key = new OneTimePreKey(free, KeyPair.generate(random), Optional.empty());
                    keys.add(key);
                    changes.add(new StateChange.PutPreKey(key.stored(stage, clock.instant())));
                }
            }
            id = OneTimePreKey.idAfter(ids.getLast());
        }
        if (!keys.isEmpty()) {
            changes.add(new StateChange.PutNextPreKeyId(id));
        }
        return new Batch(keys, changes);
    }

    /// Whether there is no signed pre-key yet, or its time is over.
    public boolean isRotationDue() {
        var keys = store.signedPreKeys();
        return keys.isEmpty() || isOver(keys.getFirst().made(), ROTATION);
    }

    /// The next signed pre-key. Those before it stay until [#forgetOld()] finds them too old.
    public Signed rotate(OwnIdentity own) {
        var keys = store.signedPreKeys();
        var id = keys.isEmpty() ? 1 : OneTimePreKey.idAfter(keys.getFirst().id());
        var key = SignedPreKey.make(id, own, random, clock.instant());
        return new Signed(key, List.of(new StateChange.PutSignedPreKey(key.stored())));
    }

    /// For a store that was put back to an old copy: a new signed pre-key, and ids beyond all that were given since,
    /// because the server may hold other keys under those. Keys that nobody knew of then may be known by now: they
    /// are kept, and not uploaded again.
    public Signed renew(OwnIdentity own) {
        var now = clock.instant();
        var keys = store.signedPreKeys();
        var id = keys.isEmpty() ? 1 : ahead(keys.getFirst().id());
        var key = SignedPreKey.make(id, own, random, now);
        var changes = new ArrayList<StateChange>();
        changes.add(new StateChange.PutSignedPreKey(key.stored()));
        changes.add(new StateChange.PutNextPreKeyId(ahead(store.nextPreKeyId())));
        for (var unknown : store.preKeysAt(StoredPreKey.Stage.NEW, SWEEP)) {
            changes.add(new StateChange.PutPreKey(
                    new StoredPreKey(unknown.id(), unknown.record(), StoredPreKey.Stage.GIVEN_OUT, now)));
        }
        return new Signed(key, changes);
    }

    private static int ahead(int id) {
        return 1 + (id - 1 + AHEAD) % OneTimePreKey.HIGHEST_ID;
    }

    /// Deletes what no message on its way can need any more: a part of it, and nothing once all is done.
    public List<StateChange> forgetOld() {
        var changes = new ArrayList<StateChange>();
        for (var used : store.preKeysAt(StoredPreKey.Stage.USED, SWEEP)) {
            if (isOver(used.since(), USED_GRACE)) {
                changes.add(new StateChange.DeletePreKey(used.id()));
            }
        }
        var lent = store.preKeysAt(StoredPreKey.Stage.LENT, MOST_LENT + SWEEP);
        for (var i = 0; i < lent.size(); i++) {
            if (i < lent.size() - MOST_LENT || isOver(lent.get(i).since(), LENT_GRACE)) {
                changes.add(new StateChange.DeletePreKey(lent.get(i).id()));
            }
        }
        var signed = store.signedPreKeys();
        for (var i = 1; i < signed.size(); i++) {
            // It was replaced when its successor was made.
            if (isOver(signed.get(i - 1).made(), SIGNED_GRACE)) {
                changes.add(new StateChange.DeleteSignedPreKey(signed.get(i).id()));
            }
        }
        return changes;
    }

    private boolean isOver(Instant since, Duration time) {
        return !clock.instant().isBefore(since.plus(time));
    }
}
