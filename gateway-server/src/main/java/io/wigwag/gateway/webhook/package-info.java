/// What we send to others about what happened: each device's events, in their order, at least once, each with an id
/// that stays the same.
///
/// ```
/// collection   document                                       indexes
/// webhooks     the device's id: active, failingSince,         by id within a tenant; everywhere those that
///              disabledAt; sealed: url, secret                are active
/// ```
///
/// How far a receiver has come is a reader's position in the event log, so a restart goes on where it was.
@NullMarked
package io.wigwag.gateway.webhook;

import org.jspecify.annotations.NullMarked;
