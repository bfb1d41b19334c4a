package io.wigwag.core.people;

import io.wigwag.core.id.DeviceAddress;
import io.wigwag.core.id.Jid;
import io.wigwag.core.id.MalformedJid;
import io.wigwag.core.id.Server;

/// The two spaces of names that people have, each with one for devices that Meta hosts: what belongs together.
final class Names {
    private Names() {}

    static boolean isPhone(Jid jid) {
        return !jid.isBot()
                && (jid.server().equals(Server.USER)
                        || jid.server().equals(Server.HOSTED)
                        || jid.server().equals(Server.LEGACY));
    }

    static boolean isLid(Jid jid) {
        return jid.server().equals(Server.LID) || jid.server().equals(Server.HOSTED_LID);
    }

    /// Whether this is a person, who may have two names; bots, the service's own accounts and groups have one.
    static boolean isPerson(Jid jid) {
        return !jid.user().isEmpty() && !jid.user().equals("0") && (isPhone(jid) || isLid(jid));
    }

    /// A device of an account: hosted ones live in a space of their own.
    static Jid device(Jid account, int device, boolean hosted) {
        if (!hosted) {
            return account.withDevice(device);
        }
        return at(account.user(), device, isLid(account) ? Server.HOSTED_LID : Server.HOSTED);
    }

    /// The same device under another name of its owner.
    static Jid renamed(Jid device, Jid account) {
        return device(account, device.device(), device.isHosted());
    }

    /// Under which word something about an account is kept.
    static String key(Jid account) {
        return DeviceAddress.of(account).name();
    }

    static Jid at(String user, int device, Server server) {
        try {
            return Jid.of(user, 0, device, server);
        } catch (MalformedJid impossible) {
            throw new IllegalArgumentException("user: " + user.length() + " characters, device " + device, impossible);
        }
    }
}
