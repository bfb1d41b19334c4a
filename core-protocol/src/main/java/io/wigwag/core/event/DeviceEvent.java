package io.wigwag.core.event;

/// Something that happened to a device.
public sealed interface DeviceEvent permits LinkEvent, PeopleEvent, DeviceEvent.EventsMissed {

    /// A listener was too slow: so many events were dropped, the oldest first, and what follows is what came after.
    /// Messages are never among them; they are handed over in another way.
    record EventsMissed(long count) implements DeviceEvent {}
}
