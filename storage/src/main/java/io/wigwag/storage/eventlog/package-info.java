/// What happened, in order: the events of a device are numbered by their owner and stay until they expire. A reader
/// goes
/// on after the last number that it has dealt with, over a device or over one chat of it.
///
/// ```
/// events      device/NUMBER      device number chat kind at until, body sealed with the device's key
/// eventHeads  device             next: the number to give next
/// readers     reader/device      number: the last one dealt with
/// ```
@NullMarked
package io.wigwag.storage.eventlog;

import org.jspecify.annotations.NullMarked;
