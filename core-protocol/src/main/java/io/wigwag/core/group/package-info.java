/// Groups, as their members ask about them and change them: each query with its answer.
@NullMarked
package io.wigwag.core.group;

import org.jspecify.annotations.NullMarked;
