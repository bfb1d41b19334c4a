package io.wigwag.sandbox.server;

import io.wigwag.core.id.Jid;
import io.wigwag.sandbox.SandboxSettings;
import io.wigwag.sandbox.world.Account;
import io.wigwag.sandbox.world.Device;

/// Under which device number of an account its persona speaks to a companion. That is 0; but in headless accounts
/// number 0 is a companion, too, which the later ones write to under the same address. The settings may give the
/// persona a number of its own before these, one that is in no list of devices.
public final class PersonaSeat {
    private PersonaSeat() {}

    public static int before(Device companion, SandboxSettings settings) {
        var account = companion.account();
        var hasOwn = account.kind() == Account.Kind.HEADLESS
                && companion.number() > 0
                && account.device(settings.personaDevice).isEmpty();
        return hasOwn ? settings.personaDevice : 0;
    }

    /// Whether a companion may mean its persona by a number of its own account.
    public static boolean isMeant(Jid address, Device by, SandboxSettings settings) {
        return address.device() == 0 || address.device() == before(by, settings);
    }

    /// Where the persona speaks from.
    public static Jid address(Device companion, SandboxSettings settings) {
        return companion.account().pn().withDevice(before(companion, settings));
    }
}
