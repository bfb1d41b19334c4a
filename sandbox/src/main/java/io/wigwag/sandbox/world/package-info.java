/// Accounts, devices, their keys and their queues: a plain model without I/O, touched by the world's thread only.
@NullMarked
package io.wigwag.sandbox.world;

import org.jspecify.annotations.NullMarked;
