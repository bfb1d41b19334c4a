/// Typed stanzas to and from [io.wigwag.core.binary.Node]: queries that know how to read their answers, what a server
/// says unasked, acks, and what each goodbye means. No sockets, no clocks, no state.
@NullMarked
package io.wigwag.core.stanza;

import org.jspecify.annotations.NullMarked;
