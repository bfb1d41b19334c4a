package io.wigwag.core.message.mail;

import io.wigwag.core.id.Jid;
import java.util.Optional;

/// A chat, a person or a device, by the one name that is kept for it: the hidden id as soon as it is known.
///
/// @param phone the account's number, where it is a person's and known
public record Named(Jid jid, Optional<Jid> phone) {}
