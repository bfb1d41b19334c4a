/// A gateway's HTTP interface as the commands see it: typed answers, and one checked exception for all that goes wrong.
@NullMarked
package io.wigwag.gateway.cli.client;

import org.jspecify.annotations.NullMarked;
