/// Immutable bytes. Knows nothing but the JDK.
@NullMarked
package io.wigwag.core.octets;

import org.jspecify.annotations.NullMarked;
