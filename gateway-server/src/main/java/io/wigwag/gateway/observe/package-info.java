/// How the process tells about itself: build facts, logs, metrics and probes.
@NullMarked
package io.wigwag.gateway.observe;

import org.jspecify.annotations.NullMarked;
