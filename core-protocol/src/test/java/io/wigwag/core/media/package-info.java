/// Files sealed, opened, fetched and uploaded, without a socket.
@NullMarked
package io.wigwag.core.media;

import org.jspecify.annotations.NullMarked;
