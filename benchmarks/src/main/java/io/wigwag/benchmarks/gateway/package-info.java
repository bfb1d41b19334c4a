/// What a whole gateway costs, from a request to somebody's phone.
@NullMarked
package io.wigwag.benchmarks.gateway;

import org.jspecify.annotations.NullMarked;
