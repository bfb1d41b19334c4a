/// Tests of the media host.
@NullMarked
package io.wigwag.sandbox.media;

import org.jspecify.annotations.NullMarked;
