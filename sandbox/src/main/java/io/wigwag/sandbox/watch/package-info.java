/// What can be watched from outside: events and traces.
@NullMarked
package io.wigwag.sandbox.watch;

import org.jspecify.annotations.NullMarked;
