package io.wigwag.storage.seal;

import io.wigwag.storage.document.Tenant;
import io.wigwag.storage.seal.master.LocalMasterKeys;
import io.wigwag.storage.seal.master.MasterKey;
import io.wigwag.storage.seal.master.MasterKeyTrouble;
import io.wigwag.storage.seal.master.MasterKeys;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/// What tests of sealing start from: one master key, keychains in memory, a clock that stands still until moved.
final class SealWorkbench {
    static final Tenant ANA = new Tenant("ana");
    static final Tenant BO = new Tenant("bo");
    static final DataKeys.Bounds BOUNDS = new DataKeys.Bounds(100, Duration.ofMinutes(5));

    final SecureRandom random = new SecureRandom();
    final MasterKey master = masterKey("first");
    final MemoryKeychains chains = new MemoryKeychains();
    Instant now = Instant.parse("2026-11-21T12:00:00Z");
    final InstantSource clock = () -> now;

    MasterKey masterKey(String name) {
        try {
            return MasterKey.generate(name, new SecureRandom());
        } catch (MasterKeyTrouble e) {
            throw new IllegalArgumentException(e);
        }
    }

    MasterKeys masterKeys(MasterKey... keys) {
        try {
            return new LocalMasterKeys(List.of(keys), random);
        } catch (MasterKeyTrouble e) {
            throw new IllegalArgumentException(e);
        }
    }

    /// The keys as a process of its own sees them.
    DataKeys process() {
        return process(masterKeys(master), BOUNDS);
    }

    DataKeys process(MasterKeys masterKeys, DataKeys.Bounds bounds) {
        return new DataKeys(chains, masterKeys, random, clock, bounds);
    }

    RecordSealer sealer(DataKeys keys) {
        return new RecordSealer(keys, random);
    }
}
