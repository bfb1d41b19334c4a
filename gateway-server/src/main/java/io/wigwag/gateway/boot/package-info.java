/// Where the process starts: wiring by constructors, order of shutdown, and no logic.
@NullMarked
package io.wigwag.gateway.boot;

import org.jspecify.annotations.NullMarked;
