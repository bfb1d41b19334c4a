/// How the process tells about itself: build facts and logs now, metrics and health as they come.
@NullMarked
package io.wigwag.gateway.observe;

import org.jspecify.annotations.NullMarked;
