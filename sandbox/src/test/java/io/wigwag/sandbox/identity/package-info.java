@NullMarked
package io.wigwag.sandbox.identity;

import org.jspecify.annotations.NullMarked;
