/// `./wigwag pair`: a device shows its codes where a person is, until a phone has linked it.
@NullMarked
package io.wigwag.gateway.cli.pair;

import org.jspecify.annotations.NullMarked;
