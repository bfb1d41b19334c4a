/// An open simulated WhatsApp that unmodified clients link to and talk through.
@NullMarked
package io.wigwag.sandbox;

import org.jspecify.annotations.NullMarked;
