/// What messages say of voice notes: how long they last, and the wave that players draw.
@NullMarked
package io.wigwag.core.media.voice;

import org.jspecify.annotations.NullMarked;
