@NullMarked
package io.wigwag.sandbox.state;

import org.jspecify.annotations.NullMarked;
