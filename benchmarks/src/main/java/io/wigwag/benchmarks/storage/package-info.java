/// What keeping things costs: writes that are on disk, chats among a million messages, many devices, sealing.
@NullMarked
package io.wigwag.benchmarks.storage;

import org.jspecify.annotations.NullMarked;
