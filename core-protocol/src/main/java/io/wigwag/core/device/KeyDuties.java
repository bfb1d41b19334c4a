package io.wigwag.core.device;

import io.wigwag.core.event.LinkEvent;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.signal.MalformedRecord;
import io.wigwag.core.signal.OneTimePreKey;
import io.wigwag.core.signal.Renewal;
import io.wigwag.core.signal.SentMessages;
import io.wigwag.core.signal.SignedPreKey;
import io.wigwag.core.stanza.IqRefused;
import io.wigwag.core.stanza.KeyDigest;
import io.wigwag.core.stanza.Line;
import io.wigwag.core.stanza.OwnKeys;
import io.wigwag.core.stanza.PreKeyCount;
import io.wigwag.core.stanza.PreKeyDigest;
import io.wigwag.core.stanza.PreKeyUpload;
import io.wigwag.core.stanza.PublicPreKey;
import io.wigwag.core.stanza.SignedPreKeyRotation;
import io.wigwag.core.stanza.SignedPublicPreKey;
import io.wigwag.core.stanza.Unanswered;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Optional;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the keys that the server hands out for us plentiful, fresh, and the same as ours. Keys are stored before they
/// are uploaded, and an upload whose answer was lost is repeated with the same keys.
final class KeyDuties {
    private static final Logger LOG = LoggerFactory.getLogger(KeyDuties.class);

    /// What a full supply is, as the web client keeps it.
    static final int FULL = 812;
    /// Below this the supply is filled up at login; the server itself warns much later.
    static final int LOW = 100;

    /// How far apart an online device looks after its keys, and forgets what is old.
    static final Duration UPKEEP = Duration.ofHours(12);

    private static final Duration DIGEST_HOLDS = Duration.ofDays(1);

    private final DeviceParts parts;
    private final DeviceMemory memory;
    private final SentMessages sent;
    private Optional<Instant> compared = Optional.empty();
    private Optional<Instant> forgot = Optional.empty();

    KeyDuties(DeviceParts parts, DeviceMemory memory) {
        this.parts = parts;
        this.memory = memory;
        this.sent = new SentMessages(parts.ports().clock());
    }

    /// All of it, once after each login and before messages are let in.
    void afterLogin(Line line) throws Unanswered, MalformedRecord {
        if (memory.owned().isRolledBack()) {
            renew(line);
        }
        fillUp(line);
        if (isDue(compared, DIGEST_HOLDS)) {
            compare(line);
        }
        rotateIfDue(line);
    }

    /// What is needed now and then while nothing happens: a device stays online for months.
    void upkeep(Line line) throws Unanswered, MalformedRecord {
        // First, as it needs no answer.
        forgetOldIfDue();
        rotateIfDue(line);
    }

    /// By the clock, also over connections: those of a device may all be shorter than the time between two of these.
    void forgetOldIfDue() {
        if (!isDue(forgot, UPKEEP)) {
            return;
        }
        for (var old = memory.supply().forgetOld();
                !old.isEmpty();
                old = memory.supply().forgetOld()) {
            memory.commit(old);
        }
        memory.commit(sent.forgetOld());
        forgot = Optional.of(parts.ports().clock().instant());
    }

    /// The server told how many one-time keys it has left.
    void runningLow(Line line, int left) throws Unanswered, MalformedRecord {
        if (left < LOW) {
            upload(line, FULL - left);
        }
    }

    /// Holds the server's view against ours, and uploads everything anew where they differ.
    void compare(Line line) throws Unanswered, MalformedRecord {
        try {
            var digest = line.ask(new PreKeyDigest());
            var finding = digest.compare(ownKeys(), ours(digest));
            if (finding != KeyDigest.Finding.SAME) {
                LOG.atWarn()
                        .addKeyValue("device", parts.name())
                        .addKeyValue("finding", finding)
                        .log("the server held other keys of ours");
                upload(line, FULL);
            }
            compared = Optional.of(parts.ports().clock().instant());
        } catch (IqRefused refused) {
            if (refused.is(IqRefused.NOT_FOUND)) {
                upload(line, FULL);
            } else {
                note("comparing keys", refused);
            }
        }
    }

    private boolean isDue(Optional<Instant> last, Duration holds) {
        var now = parts.ports().clock().instant();
        return last.isEmpty() || !now.isBefore(last.get().plus(holds));
    }

    private void fillUp(Line line) throws Unanswered, MalformedRecord {
        try {
            runningLow(line, line.ask(new PreKeyCount()));
        } catch (IqRefused refused) {
            note("counting keys", refused);
        }
    }

    private void upload(Line line, int count) throws Unanswered, MalformedRecord {
        var batch = memory.supply().forUpload(count);
        memory.commit(batch.changes());
        try {
            line.ask(new PreKeyUpload(
                    ownKeys(), batch.keys().stream().map(KeyDuties::published).toList()));
            memory.commit(memory.supply().uploaded(batch));
        } catch (IqRefused refused) {
            note("uploading keys", refused);
        }
    }

    private void rotateIfDue(Line line) throws Unanswered, MalformedRecord {
        if (!memory.supply().isRotationDue()) {
            return;
        }
        var fresh = memory.supply().rotate(memory.credentials().keys().identity());
        memory.commit(fresh.changes());
        // Until it says so, nobody knows whether the server has it: the next login looks.
        compared = Optional.empty();
        try {
            line.ask(new SignedPreKeyRotation(published(fresh.key())));
        } catch (IqRefused refused) {
            note("rotating the signed key", refused);
            compare(line);
        }
    }

    /// The store was put back to an older copy of itself: sessions that have gone on without it are begun anew.
    private void renew(Line line) throws Unanswered, MalformedRecord {
        var keys = memory.supply().renew(memory.credentials().keys().identity());
        for (var part : Renewal.of(memory.state(), memory.owned().inventory(), keys)) {
            memory.commit(part);
        }
        upload(line, FULL);
        memory.owned().renewed();
        parts.events().accept(new LinkEvent.StateRenewed());
    }

    private OwnKeys ownKeys() throws MalformedRecord {
        var identity = memory.credentials().keys().identity();
        return new OwnKeys(identity.registrationId(), identity.publicKey().octets(), published(memory.signedPreKey()));
    }

    /// Our one-time keys that the server says it holds, as far as we have them.
    private IntFunction<Optional<Octets>> ours(KeyDigest digest) throws MalformedRecord {
        var keys = new HashMap<Integer, Octets>();
        for (var stored : memory.state().preKeys(digest.oneTime()).values()) {
            var key = OneTimePreKey.of(stored);
            keys.put(key.id(), key.keys().publicKey().octets());
        }
        return id -> Optional.ofNullable(keys.get(id));
    }

    private static SignedPublicPreKey published(SignedPreKey key) {
        return new SignedPublicPreKey(key.id(), key.keys().publicKey().octets(), key.signature());
    }

    private static PublicPreKey published(OneTimePreKey key) {
        return new PublicPreKey(key.id(), key.keys().publicKey().octets());
    }

    /// The server's no changes nothing here: what is due stays due for the next login.
    private void note(String what, IqRefused refused) {
        LOG.atWarn()
                .addKeyValue("device", parts.name())
                .addKeyValue("what", what)
                .addKeyValue("refused", refused.getMessage())
                .log("the server refused a duty");
    }
}
