/// Lists in pieces, and requests that may be sent twice.
@NullMarked
package io.wigwag.gateway.http.list;

import org.jspecify.annotations.NullMarked;
