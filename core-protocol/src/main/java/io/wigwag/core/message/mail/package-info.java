/// All of a device's messages in one place: what its actor calls with each stanza that comes and each message that is
/// to go.
@NullMarked
package io.wigwag.core.message.mail;

import org.jspecify.annotations.NullMarked;
