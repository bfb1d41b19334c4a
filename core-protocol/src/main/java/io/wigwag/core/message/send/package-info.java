/// From a message to the stanza that brings it to every device that should have it, and what becomes of it: the
/// server's word, and requests of devices that could not read it.
@NullMarked
package io.wigwag.core.message.send;

import org.jspecify.annotations.NullMarked;
