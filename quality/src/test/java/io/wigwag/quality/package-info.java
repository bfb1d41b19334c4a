/// Rules over the whole of the code: who may know whom, and what no source may contain.
@NullMarked
package io.wigwag.quality;

import org.jspecify.annotations.NullMarked;
