/// Identities: who or what an address names, which device, which message. Parsed once at the border, then trusted.
@NullMarked
package io.wigwag.core.id;

import org.jspecify.annotations.NullMarked;
