/// Drivers: processes that each hold one WhatsApp client, ours or a foreign one, and are steered by JSON lines, so that
/// a scenario mixes them freely. [io.wigwag.interop.drive.Driver] is such a process, and
/// [io.wigwag.interop.drive.BaileysClients] the way to one that holds a Baileys.
@NullMarked
package io.wigwag.interop.drive;

import org.jspecify.annotations.NullMarked;
