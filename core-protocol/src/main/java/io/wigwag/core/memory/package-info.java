/// Devices that are forgotten when the process ends: for trials, and for tests.
@NullMarked
package io.wigwag.core.memory;

import org.jspecify.annotations.NullMarked;
