/// Tests of what goes wrong on demand.
@NullMarked
package io.wigwag.sandbox.fault;

import org.jspecify.annotations.NullMarked;
