/// The interface described, from the same routes that answer: OpenAPI 3.1, and pages for people.
@NullMarked
package io.wigwag.gateway.http.openapi;

import org.jspecify.annotations.NullMarked;
