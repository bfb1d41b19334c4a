/// The devices of tenants: kept, run, linked, and shown.
///
/// ```
/// collection   document                                        indexes
/// devices      name, created, wanted, removing, state, since,   by id within a tenant;
///              reason; sealed: phone, lid, displayName          everywhere those wanted, those being removed
/// ```
///
/// A [DeviceRecord] is what is kept. A [Station] is a device that this process runs or has run; [Fleet] has all of
/// them, brings them up after a start and gives them back at the end.
@NullMarked
package io.wigwag.gateway.device;

import org.jspecify.annotations.NullMarked;
