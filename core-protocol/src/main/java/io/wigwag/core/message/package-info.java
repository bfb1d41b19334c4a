/// Messages on their way out and in, apart from what they say: that is the concern of whoever makes their content.
@NullMarked
package io.wigwag.core.message;

import org.jspecify.annotations.NullMarked;
