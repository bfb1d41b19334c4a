/// What the tests of this module and of those above it share.
@NullMarked
package io.wigwag.core.testing;

import org.jspecify.annotations.NullMarked;
