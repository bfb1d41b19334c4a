/// Fakes of the ports with the contracts that prove them, for the tests of this module and of all above it.
@NullMarked
package io.wigwag.core.testing;

import org.jspecify.annotations.NullMarked;
