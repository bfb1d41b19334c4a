/// `./wigwag up`: the gateway as a process, with a simulated WhatsApp beside it for who wants one.
@NullMarked
package io.wigwag.gateway.cli.up;

import org.jspecify.annotations.NullMarked;
