/// What happened, for whoever asks: the events of a tenant's devices, written in the same batch as the facts that they
/// tell of, listed, and streamed as they come.
///
/// An event has a place among all of its tenant. Places grow in the order in which this process writes; readers are
/// shown no place while an earlier one is still being written, so whoever goes on after the last event misses none.
@NullMarked
package io.wigwag.gateway.event;

import org.jspecify.annotations.NullMarked;
