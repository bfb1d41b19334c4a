/// Our engine against the sandbox: from nothing to a link that stays up, through every trouble that the sandbox can
/// make.
@NullMarked
package io.wigwag.interop.engine;

import org.jspecify.annotations.NullMarked;
