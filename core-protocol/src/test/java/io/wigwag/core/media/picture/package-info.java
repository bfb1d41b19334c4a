/// Pictures of every format and turn, and what only claims to be one.
@NullMarked
package io.wigwag.core.media.picture;

import org.jspecify.annotations.NullMarked;
