/// Contents to and from the encrypted message's wire form, and what else follows from a message on its way: padding,
/// the copy for own devices, what its stanza says about it. Pure functions; unknown things are kept, never refused.
@NullMarked
package io.wigwag.core.message.codec;

import org.jspecify.annotations.NullMarked;
