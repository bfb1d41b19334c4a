/// Commands that look at a running gateway or tell it something: its devices, its events, a message to send.
@NullMarked
package io.wigwag.gateway.cli.remote;

import org.jspecify.annotations.NullMarked;
