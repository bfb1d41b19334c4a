@NullMarked
package io.wigwag.sandbox;

import org.jspecify.annotations.NullMarked;
