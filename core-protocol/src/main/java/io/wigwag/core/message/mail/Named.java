package io.wigwag.core.message.mail;

import io.wigwag.core.id.Jid;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/// A chat, a person or a device, by the one name that is kept for it: the hidden id as soon as it is known.
///
/// @param phone the account's number, where it is a person's and known
public record Named(Jid jid, Optional<Jid> phone) {

    /// All names of the account, without a device.
    public Set<Jid> names() {
        var names = new LinkedHashSet<Jid>();
        names.add(jid.account());
        phone.map(Jid::account).ifPresent(names::add);
        return Set.copyOf(names);
    }
}
