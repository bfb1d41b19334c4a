/// The media host: takes uploads, gives them back by their path, forgets them in time. It sees ciphertext alone.
@NullMarked
package io.wigwag.sandbox.media;

import org.jspecify.annotations.NullMarked;
