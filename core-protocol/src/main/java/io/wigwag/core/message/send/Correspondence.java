package io.wigwag.core.message.send;

import io.wigwag.core.people.Aliases;
import io.wigwag.core.people.Bundles;
import io.wigwag.core.people.Devices;
import io.wigwag.core.people.OwnAccount;
import io.wigwag.core.people.Rosters;
import io.wigwag.core.people.Tokens;
import io.wigwag.core.port.DeviceState;
import io.wigwag.core.signal.GroupSessions;
import io.wigwag.core.signal.SignalSessions;

/// All that a device knows of others, and its ways to write to them. Sending and answering share it.
public record Correspondence(
        OwnAccount own,
        DeviceState state,
        SignalSessions sessions,
        GroupSessions groups,
        Aliases aliases,
        Devices devices,
        Bundles bundles,
        Rosters rosters,
        Tokens tokens) {}
