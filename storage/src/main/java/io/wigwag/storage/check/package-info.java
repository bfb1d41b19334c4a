/// Looks through a whole store and says what does not open or cannot be found.
@NullMarked
package io.wigwag.storage.check;

import org.jspecify.annotations.NullMarked;
