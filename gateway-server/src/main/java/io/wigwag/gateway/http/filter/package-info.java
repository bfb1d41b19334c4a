/// What holds for every request, whatever it asks for.
@NullMarked
package io.wigwag.gateway.http.filter;

import org.jspecify.annotations.NullMarked;
