package io.wigwag.sandbox.group;

import io.wigwag.sandbox.world.Account;
import java.time.Instant;

/// A personal invitation: good for one person, for a while.
///
/// @param admin whose doing it is
public record Invitation(Account person, Account admin, String code, Instant expiresAt) {}
