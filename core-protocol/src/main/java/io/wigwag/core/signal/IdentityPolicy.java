package io.wigwag.core.signal;

/// What to do when the identity key of a device is another one than before.
public enum IdentityPolicy {
    /// WhatsApp's way: people get new phones all the time; believe the new key and tell about the change.
    TRUST_CHANGES,
    /// For accounts whose owner compares security codes.
    REFUSE_CHANGES
}
