/// Routes, declared once: method, path, permission, what comes in and goes out, what may go wrong. From the
/// declarations come the routing, the validation and the description of the interface.
@NullMarked
package io.wigwag.gateway.http.route;

import org.jspecify.annotations.NullMarked;
