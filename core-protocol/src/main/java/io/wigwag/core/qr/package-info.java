/// Texts as QR pictures: for browsers, for files, and for a terminal.
@NullMarked
package io.wigwag.core.qr;

import org.jspecify.annotations.NullMarked;
