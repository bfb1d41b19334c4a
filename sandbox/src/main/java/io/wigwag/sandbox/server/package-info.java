/// What the simulated service does with every stanza: login, linking, routing, queues.
@NullMarked
package io.wigwag.sandbox.server;

import org.jspecify.annotations.NullMarked;
