package io.wigwag.storage.seal.master;

import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/// Finds the master keys that settings name, or makes one where that is allowed.
public final class MasterKeySource {
    private static final String FIRST_NAME = "first";

    private final SecureRandom random;
    private final HttpClient http;
    private final Pause pause;

    public MasterKeySource(SecureRandom random, HttpClient http, Pause pause) {
        this.random = random;
        this.http = http;
        this.pause = pause;
    }

    /// What came of looking. A caller tells the operator of a key that was made.
    public sealed interface Outcome {
        MasterKeys keys();

        record Found(MasterKeys keys) implements Outcome {}

        record Made(MasterKeys keys, Path file) implements Outcome {}
    }

    /// The keys that the settings name.
    public MasterKeys find(KeySettings settings) throws MasterKeyTrouble {
        if (settings.nameNothing()) {
            throw new MasterKeyTrouble.Missing("no master key: set " + KeySettings.KEYS + " (name:base64 of 32 bytes), "
                    + KeySettings.KEY_FILE + " or " + KeySettings.SERVICE_URL);
        }
        var layers = new ArrayList<MasterKeys>();
        if (settings.service().isPresent()) {
            layers.add(new TransitKeyService(settings.service().get(), http, pause));
        }
        var local = new ArrayList<>(settings.environment());
        if (settings.file().isPresent()) {
            local.addAll(new KeyFile(settings.file().get()).keys());
        }
        if (!local.isEmpty()) {
            layers.add(new LocalMasterKeys(local, random));
        }
        return layers.size() == 1 ? layers.getFirst() : new LayeredMasterKeys(layers);
    }

    /// The keys that the settings name, or those in the file if they name nothing. When that file is missing and
    /// the store is new, it is made with one new key; when the store is not new, its key is lost or elsewhere, and
    /// another would not help.
    public Outcome findOrMake(KeySettings settings, Path file, boolean storeIsNew) throws MasterKeyTrouble {
        if (!settings.nameNothing()) {
            return new Outcome.Found(find(settings));
        }
        var keyFile = new KeyFile(file);
        if (Files.exists(file)) {
            return new Outcome.Found(new LocalMasterKeys(keyFile.keys(), random));
        }
        if (!storeIsNew) {
            throw new MasterKeyTrouble.Missing("this store was sealed with a master key, and the file " + file
                    + " is not there: restore it, or set " + KeySettings.KEYS);
        }
        var made = keyFile.make(FIRST_NAME, random);
        return new Outcome.Made(new LocalMasterKeys(List.of(made), random), file);
    }
}
