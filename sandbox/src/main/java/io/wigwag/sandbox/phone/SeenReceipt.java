package io.wigwag.sandbox.phone;

import io.wigwag.core.id.Jid;
import java.time.Instant;

/// A receipt that reached a phone.
///
/// @param by the device that sent it
/// @param type delivery, read, played, retry ...
public record SeenReceipt(String id, Jid by, String type, Instant at) {}
