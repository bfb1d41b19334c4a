/// What messages say, as values: one sealed [io.wigwag.core.message.content.Content] and what stands around it. Nothing
/// here knows how it looks on the wire; that is the neighbour `codec`.
///
/// An empty text or empty bytes stand for none, as does a duration of zero, wherever the comment says nothing else.
@NullMarked
package io.wigwag.core.message.content;

import org.jspecify.annotations.NullMarked;
