/// Promises of the wire schemas that no vector speaks of.
@NullMarked
package io.wigwag.interop.schema;

import org.jspecify.annotations.NullMarked;
