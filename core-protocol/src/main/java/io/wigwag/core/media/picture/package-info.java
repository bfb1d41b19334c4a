/// What messages say of pictures: sizes from their headers, small previews from their pixels. Pictures come from
/// strangers: nothing is decoded before its size is known to be bearable.
@NullMarked
package io.wigwag.core.media.picture;

import org.jspecify.annotations.NullMarked;
