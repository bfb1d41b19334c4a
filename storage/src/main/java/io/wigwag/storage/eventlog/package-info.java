/// What happened, in order: the events of a device are numbered by their owner and stay until they expire. A reader
/// goes on after the last number that it has dealt with, over a device or over one chat of it. Who follows a whole
/// tenant goes by places, which whoever writes has given in an order of their own.
///
/// ```
/// events      device/NUMBER      device number chat kind at until place, body sealed with the device's key
/// eventHeads  device             next: the number to give next
/// readers     reader/device      number: the last one dealt with
/// ```
@NullMarked
package io.wigwag.storage.eventlog;

import org.jspecify.annotations.NullMarked;
