/// What was said on every connection, in clear, as it went over the line.
@NullMarked
package io.wigwag.sandbox.trace;

import org.jspecify.annotations.NullMarked;
