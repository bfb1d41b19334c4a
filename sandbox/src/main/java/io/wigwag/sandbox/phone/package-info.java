/// The phones behind the companions: what every account's persona says to them, and phones that chat for real.
@NullMarked
package io.wigwag.sandbox.phone;

import org.jspecify.annotations.NullMarked;
