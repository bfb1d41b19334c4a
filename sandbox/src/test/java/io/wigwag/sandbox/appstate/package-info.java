/// Tests of the shared state.
@NullMarked
package io.wigwag.sandbox.appstate;

import org.jspecify.annotations.NullMarked;
