package io.wigwag.storage.seal.master;

import io.wigwag.core.octets.Octets;
import java.util.List;

/// Several places of master keys as one: the first wraps, all open. So moving from a file to a key service is a
/// rotation like any other.
final class LayeredMasterKeys implements MasterKeys {
    private final List<MasterKeys> layers;

    LayeredMasterKeys(List<MasterKeys> layers) {
        this.layers = List.copyOf(layers);
    }

    @Override
    public String current() throws MasterKeyTrouble {
        return layers.getFirst().current();
    }

    @Override
    public boolean knows(String masterKey) {
        return layers.stream().anyMatch(layer -> layer.knows(masterKey));
    }

    @Override
    public Wrapped wrap(Octets dataKey, Octets context) throws MasterKeyTrouble {
        return layers.getFirst().wrap(dataKey, context);
    }

    @Override
    public Octets unwrap(Wrapped wrapped, Octets context) throws MasterKeyTrouble {
        for (var layer : layers) {
            if (layer.knows(wrapped.masterKey())) {
                return layer.unwrap(wrapped, context);
            }
        }
        throw new MasterKeyTrouble.Unknown(wrapped.masterKey());
    }
}
