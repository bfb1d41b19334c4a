/// Our engine as a driver: a process with one device, steered by lines of JSON, so that a harness can put it beside
/// other clients. A test tool; it refuses to talk to the real service.
@NullMarked
package io.wigwag.gateway.cli.drive;

import org.jspecify.annotations.NullMarked;
