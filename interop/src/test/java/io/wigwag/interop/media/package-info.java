/// Files through the sandbox's media host, over real sockets.
@NullMarked
package io.wigwag.interop.media;

import org.jspecify.annotations.NullMarked;
