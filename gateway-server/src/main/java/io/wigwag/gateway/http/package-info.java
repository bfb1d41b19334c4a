/// A small HTTP vocabulary: requests, responses, services and filters around them, problems. Knows no sockets.
@NullMarked
package io.wigwag.gateway.http;

import org.jspecify.annotations.NullMarked;
