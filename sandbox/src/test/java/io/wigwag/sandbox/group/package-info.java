@NullMarked
package io.wigwag.sandbox.group;

import org.jspecify.annotations.NullMarked;
