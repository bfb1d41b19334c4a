/// From a stanza to the message in it, with all that must be stored before we confirm it; receipts of both directions.
@NullMarked
package io.wigwag.core.message.receive;

import org.jspecify.annotations.NullMarked;
