@NullMarked
package io.wigwag.sandbox.message;

import org.jspecify.annotations.NullMarked;
