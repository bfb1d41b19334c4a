/// Tests of keys.
@NullMarked
package io.wigwag.sandbox.keys;

import org.jspecify.annotations.NullMarked;
