/// Writes lossless WebP (RFC 9649), the form that stickers have: the JDK reads and writes none.
@NullMarked
package io.wigwag.core.media.webp;

import org.jspecify.annotations.NullMarked;
