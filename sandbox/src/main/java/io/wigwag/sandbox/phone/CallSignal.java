package io.wigwag.sandbox.phone;

import java.util.Optional;

/// One signal of a call.
///
/// @param action offer, accept, reject, terminate ...
/// @param callId a new one is made where there is none
public record CallSignal(String action, boolean video, Optional<String> callId) {
    public static CallSignal offer(boolean video) {
        return new CallSignal("offer", video, Optional.empty());
    }

    public static CallSignal of(String action, String callId) {
        return new CallSignal(action, false, Optional.of(callId));
    }
}
