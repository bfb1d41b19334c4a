/// What phones say and hear, checked from the companions' side.
@NullMarked
package io.wigwag.sandbox.phone;

import org.jspecify.annotations.NullMarked;
