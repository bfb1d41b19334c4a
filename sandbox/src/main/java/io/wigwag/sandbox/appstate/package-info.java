/// The state that an account's devices share: kept as the sealed patches that they write, for the service has no keys.
@NullMarked
package io.wigwag.sandbox.appstate;

import org.jspecify.annotations.NullMarked;
