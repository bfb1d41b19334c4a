/// What the secret of a message opens: votes, answers and other add-ons to it, counted where they can be; the replies
/// of bots; and the token by which a reported message is recognised.
@NullMarked
package io.wigwag.core.message.secret;

import org.jspecify.annotations.NullMarked;
