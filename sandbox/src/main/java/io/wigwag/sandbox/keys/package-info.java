/// The keys that devices publish for those who want to write to them: kept, counted, and given out once each.
@NullMarked
package io.wigwag.sandbox.keys;

import org.jspecify.annotations.NullMarked;
