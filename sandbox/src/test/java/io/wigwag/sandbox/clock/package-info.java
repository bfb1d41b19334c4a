@NullMarked
package io.wigwag.sandbox.clock;

import org.jspecify.annotations.NullMarked;
