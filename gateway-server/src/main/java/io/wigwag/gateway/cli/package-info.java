/// The command line: parses, calls one use case, prints. Other modules add commands of their own as
/// [io.wigwag.gateway.cli.Subcommand] services, so that the product knows nothing of its test benches.
@NullMarked
package io.wigwag.gateway.cli;

import org.jspecify.annotations.NullMarked;
