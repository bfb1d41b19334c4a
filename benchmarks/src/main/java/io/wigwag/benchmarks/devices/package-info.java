/// Many devices of the engine in one process.
@NullMarked
package io.wigwag.benchmarks.devices;

import org.jspecify.annotations.NullMarked;
