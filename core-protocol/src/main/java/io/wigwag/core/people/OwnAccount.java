package io.wigwag.core.people;

import io.wigwag.core.id.Jid;
import io.wigwag.core.id.Server;
import java.util.Optional;

/// Ourselves, by both names and with our device number.
///
/// @param phone our device, by phone number
/// @param lid the same device by hidden id, once the server has told it
public record OwnAccount(Jid phone, Optional<Jid> lid) {

    /// Whether this is our account, by whatever name and device.
    public boolean owns(Jid jid) {
        return Names.isLid(jid)
                ? lid.filter(own -> own.sameUser(jid)).isPresent()
                : Names.isPhone(jid) && phone.sameUser(jid);
    }

    /// Whether this is the very device that we are.
    public boolean isThisDevice(Jid jid) {
        return owns(jid) && jid.device() == phone.device();
    }

    /// Our device in the space of names of somebody else, so that a message speaks of all by names of one kind.
    public Jid inSpaceOf(Jid other) {
        return Names.isLid(other) ? lid.orElse(phone) : phone;
    }

    /// Our phone, by the name of its number: whom we ask for what only it knows.
    public Jid primary() {
        return phone.bare();
    }

    /// The other of our two names, for a name of ours.
    Optional<Jid> otherName(Jid jid) {
        return jid.server().equals(Server.LID) ? Optional.of(phone.bare()) : lid.map(Jid::bare);
    }
}
