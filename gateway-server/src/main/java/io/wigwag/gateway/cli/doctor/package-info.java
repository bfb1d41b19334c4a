/// `./wigwag doctor`: looks over everything that a gateway needs and says what to do about what is wrong.
@NullMarked
package io.wigwag.gateway.cli.doctor;

import org.jspecify.annotations.NullMarked;
