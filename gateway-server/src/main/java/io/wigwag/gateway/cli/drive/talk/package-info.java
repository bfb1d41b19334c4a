/// What a driver's device says and hears: messages, files, groups and people, as commands and events of the protocol.
@NullMarked
package io.wigwag.gateway.cli.drive.talk;

import org.jspecify.annotations.NullMarked;
