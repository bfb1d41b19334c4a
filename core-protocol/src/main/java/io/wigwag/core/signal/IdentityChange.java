package io.wigwag.core.signal;

import io.wigwag.core.crypto.PublicKey;
import io.wigwag.core.id.DeviceAddress;

/// A device turned up with another identity key than before: a new phone, a fresh installation, or somebody between us.
public record IdentityChange(DeviceAddress device, PublicKey before, PublicKey now) {}
