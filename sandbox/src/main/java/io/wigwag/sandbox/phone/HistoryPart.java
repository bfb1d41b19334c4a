package io.wigwag.sandbox.phone;

import io.wigwag.proto.history.HistorySync;
import io.wigwag.sandbox.world.Account;

/// Another subject's part of what a phone tells a new companion of the past: a salt, tokens.
public interface HistoryPart {
    void addTo(HistorySync.Builder bootstrap, Account account);
}
