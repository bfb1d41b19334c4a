/// Tests of shapes.
@NullMarked
package io.wigwag.sandbox.shape;

import org.jspecify.annotations.NullMarked;
