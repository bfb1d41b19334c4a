/// What of the world outlives the process: its parts as JSON, and the file that keeps them.
@NullMarked
package io.wigwag.sandbox.state;

import org.jspecify.annotations.NullMarked;
