/// Trouble on demand: rules that say what goes wrong, where, when and how often, on every layer from the bytes of a
/// socket to the answers of the service.
@NullMarked
package io.wigwag.sandbox.fault;

import org.jspecify.annotations.NullMarked;
