package io.wigwag.core.people;

import io.wigwag.core.id.Jid;
import java.util.Optional;
import java.util.OptionalInt;

/// What the server says of one account that it was asked about.
///
/// @param asked what the question named: an address or a number as text
/// @param jid the account's address, which may be another than the one asked for: numbers are corrected
/// @param phone the account's number, where the address is a LID
/// @param registered whether there is such an account; empty when that was not asked
/// @param devices empty when not asked, or when the server could not say
/// @param error the code by which the server refused to say, where it did
public record UsyncUser(
        String asked,
        Optional<Jid> jid,
        Optional<Jid> phone,
        Optional<Jid> lid,
        Optional<Boolean> registered,
        Optional<DeviceList> devices,
        OptionalInt error) {}
