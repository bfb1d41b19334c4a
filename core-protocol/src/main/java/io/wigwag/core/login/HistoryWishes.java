package io.wigwag.core.login;

import io.wigwag.proto.login.DeviceProps.HistorySyncConfig;

/// What a new device would like to be told about the past. The phone decides: it reads this when it links the device,
/// and never again.
///
/// @param everything years of history instead of some months
/// @param details limits and abilities; what is left unset is left to the phone
public record HistoryWishes(boolean everything, HistorySyncConfig details) {
    public HistoryWishes withEverything(boolean wanted) {
        return new HistoryWishes(wanted, details);
    }
}
