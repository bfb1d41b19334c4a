/// Master keys: where they come from, and what they do, which is wrapping data keys and nothing else.
@NullMarked
package io.wigwag.storage.seal.master;

import org.jspecify.annotations.NullMarked;
