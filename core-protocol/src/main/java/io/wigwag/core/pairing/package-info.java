/// How this device becomes one of an account's, and how devices prove to each other that they are.
@NullMarked
package io.wigwag.core.pairing;

import org.jspecify.annotations.NullMarked;
