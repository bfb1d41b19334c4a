/// The contract suites that every adapter passes.
@NullMarked
package io.wigwag.storage.testing;

import org.jspecify.annotations.NullMarked;
