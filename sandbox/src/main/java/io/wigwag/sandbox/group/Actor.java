package io.wigwag.sandbox.group;

import io.wigwag.sandbox.world.Account;
import io.wigwag.sandbox.world.Device;
import java.util.Optional;

/// Who does something to a group.
///
/// @param device with which device, where it was one: its person may not want to hear of it there
public record Actor(Account person, Optional<Device> device) {
    public static Actor of(Device device) {
        return new Actor(device.account(), Optional.of(device));
    }

    public static Actor of(Account person) {
        return new Actor(person, Optional.empty());
    }
}
