/// Linking by passkey, with a companion that does its part and one that does not.
@NullMarked
package io.wigwag.sandbox.passkey;

import org.jspecify.annotations.NullMarked;
