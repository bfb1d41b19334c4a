/// Everything from one store into another, whatever they are kept in; verified afterwards.
@NullMarked
package io.wigwag.storage.copy;

import org.jspecify.annotations.NullMarked;
