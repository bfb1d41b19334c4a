/// The one way out to addresses that others name: media by URL, webhooks, link previews.
///
/// Whoever may name an address may try to reach what only we can reach. So a name is resolved once, its addresses are
/// held against the ranges that are nobody's business, and the connection goes to exactly that address; again for each
/// redirect.
@NullMarked
package io.wigwag.gateway.egress;

import org.jspecify.annotations.NullMarked;
