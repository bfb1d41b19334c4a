/// Devices that run: one actor each, from nothing to a link that stays up.
///
/// [io.wigwag.core.device.DeviceEngine] is what all devices of a process share, [io.wigwag.core.device.DeviceHandle]
/// the way to one of them. Behind it an [io.wigwag.core.device.Incarnation] gives the mailbox of the device its thread
/// and its limits; [io.wigwag.core.device.Device] is the plain, single-threaded object that decides. A connection is a
/// [io.wigwag.core.device.LineSession], made anew with each dial.
@NullMarked
package io.wigwag.core.device;

import org.jspecify.annotations.NullMarked;
