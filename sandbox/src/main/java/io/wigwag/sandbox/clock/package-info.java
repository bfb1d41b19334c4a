/// The sandbox's time: one clock for everything, and the one thread on which the world changes.
@NullMarked
package io.wigwag.sandbox.clock;

import org.jspecify.annotations.NullMarked;
