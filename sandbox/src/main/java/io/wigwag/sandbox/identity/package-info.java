/// Who the sandbox is: its Noise root and certificates, and its certificate authority for TLS.
@NullMarked
package io.wigwag.sandbox.identity;

import org.jspecify.annotations.NullMarked;
