package io.wigwag.core.noise;

import java.security.GeneralSecurityException;

/// A frame that does not open: changed on its way, replayed, or after one that was lost.
public final class ChannelBroken extends GeneralSecurityException {
    private static final long serialVersionUID = 1;

    public ChannelBroken(String message) {
        super(message);
    }
}
