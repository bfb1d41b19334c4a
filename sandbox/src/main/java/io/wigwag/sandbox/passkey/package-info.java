/// Linking by passkey: what the service asks for where a code alone is not enough, and the phone's part in it.
@NullMarked
package io.wigwag.sandbox.passkey;

import org.jspecify.annotations.NullMarked;
