/// Files of messages: how they are named, sealed, sent up and fetched.
@NullMarked
package io.wigwag.core.media;

import org.jspecify.annotations.NullMarked;
