/// What JSON may look like: a notation that people write, a check, and the schema that machines read. Knows nothing of
/// the sandbox.
@NullMarked
package io.wigwag.sandbox.shape;

import org.jspecify.annotations.NullMarked;
