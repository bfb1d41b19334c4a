package io.wigwag.core.id;

/// The name under which a Signal session with one device is kept: the user, marked by its space of names where that is
/// not the phone numbers', and the device.
public record DeviceAddress(String name, int device) {

    /// The address of a device.
    ///
    /// @throws IllegalArgumentException for the address of a server, with which nobody has a session
    public static DeviceAddress of(Jid jid) {
        if (jid.isServer()) {
            throw new IllegalArgumentException("jid: " + jid + " (expected: somebody)");
        }
        var domain = Math.max(0, jid.server().domain());
        var mark = domain == 0 ? jid.agent() : domain;
        return new DeviceAddress(mark == 0 ? jid.user() : jid.user() + "_" + mark, jid.device());
    }

    @Override
    public String toString() {
        return name + "." + device;
    }
}
