/// Groups: who is in them, what they may do there, and what the others hear of it.
@NullMarked
package io.wigwag.sandbox.group;

import org.jspecify.annotations.NullMarked;
