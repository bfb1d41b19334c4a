/// What the engine needs from outside, in its own words and values: a byte stream to the server, stores, timers.
@NullMarked
package io.wigwag.core.port;

import org.jspecify.annotations.NullMarked;
