/// A small vocabulary for the sandbox's HTTP: requests, replies, routes. Knows no sockets.
@NullMarked
package io.wigwag.sandbox.http;

import org.jspecify.annotations.NullMarked;
