@NullMarked
package io.wigwag.sandbox.world;

import org.jspecify.annotations.NullMarked;
