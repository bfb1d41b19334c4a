/// The outermost form of the stream: an intro once, then frames with a length of three bytes. Independent of how the
/// bytes were cut into messages below, and of what is in a frame.
@NullMarked
package io.wigwag.core.frame;

import org.jspecify.annotations.NullMarked;
