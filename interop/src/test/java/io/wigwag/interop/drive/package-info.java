/// The harness against a fake, and the real Baileys drivers as far as they go without a server.
@NullMarked
package io.wigwag.interop.drive;

import org.jspecify.annotations.NullMarked;
