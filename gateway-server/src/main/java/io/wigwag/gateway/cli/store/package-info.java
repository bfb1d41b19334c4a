/// The commands that work on a store as a whole: copy, export, import, check, backup, new master keys.
@NullMarked
package io.wigwag.gateway.cli.store;

import org.jspecify.annotations.NullMarked;
