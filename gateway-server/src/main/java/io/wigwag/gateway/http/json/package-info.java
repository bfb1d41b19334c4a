/// Records and JSON: one [Shape] of a type reads it with every mistake at once, writes it and describes it, so that the
/// three can't disagree.
@NullMarked
package io.wigwag.gateway.http.json;

import org.jspecify.annotations.NullMarked;
