package io.wigwag.storage.seal;

import io.wigwag.storage.document.Sealer;
import io.wigwag.storage.seal.master.KeySettings;
import io.wigwag.storage.seal.master.MasterKeySource;
import io.wigwag.storage.seal.master.MasterKeyTrouble;
import io.wigwag.storage.seal.master.MasterKeys;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;

/// Finds the master keys for a store at start, and finds out whether they are the right ones before anything is
/// sealed with them.
public final class SealedStart {
    private final MasterKeySource source;
    private final KeySettings settings;
    private final SecureRandom random;
    private final InstantSource clock;
    private final DataKeys.Bounds bounds;

    public SealedStart(
            MasterKeySource source,
            KeySettings settings,
            SecureRandom random,
            InstantSource clock,
            DataKeys.Bounds bounds) {
        this.source = source;
        this.settings = settings;
        this.random = random;
        this.clock = clock;
        this.bounds = bounds;
    }

    /// All there is to seal with. The caller tells the operator of a key file that was made.
    public record Ready(MasterKeys masterKeys, DataKeys keys, Sealer sealer, Optional<Path> made) {}

    /// For a store that others share: the key must be configured.
    public Ready shared(Keychains chains) throws MasterKeyTrouble {
        return checked(chains, source.find(settings), Optional.empty());
    }

    /// For a store of our own, beside which a key may be made when it is new.
    public Ready own(Keychains chains, Path keyFile) throws MasterKeyTrouble {
        var isNew = chains.page(Optional.empty(), 1).isEmpty();
        return switch (source.findOrMake(settings, keyFile, isNew)) {
            case MasterKeySource.Outcome.Found(var keys) -> checked(chains, keys, Optional.empty());
            case MasterKeySource.Outcome.Made(var keys, var file) -> checked(chains, keys, Optional.of(file));
        };
    }

    private Ready checked(Keychains chains, MasterKeys masterKeys, Optional<Path> made) throws MasterKeyTrouble {
        // Without a canary, somebody removed it by hand or there is nothing yet; any other chain tells as well.
        var canary = chains.load(KeyScope.SYSTEM)
                .or(() -> chains.page(Optional.empty(), 1).stream().findFirst());
        if (canary.isPresent() && canary.get() instanceof Keychain.Living living) {
            masterKeys.unwrap(living.keys(), living.context());
        } else {
            masterKeys.current(); // A service that can't be reached is better found now.
        }
        var keys = new DataKeys(chains, masterKeys, random, clock, bounds);
        keys.toSeal(KeyScope.SYSTEM);
        return new Ready(masterKeys, keys, new RecordSealer(keys, random), made);
    }
}
