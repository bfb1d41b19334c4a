/// An open simulated WhatsApp that unmodified clients link to and talk through. [Sandbox] is the door for Java
/// programs.
@NullMarked
package io.wigwag.sandbox;

import org.jspecify.annotations.NullMarked;
