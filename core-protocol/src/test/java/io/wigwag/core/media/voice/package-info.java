/// Voice notes, true and broken.
@NullMarked
package io.wigwag.core.media.voice;

import org.jspecify.annotations.NullMarked;
