/// `./wigwag demo`: the whole story, played by the real parts with a simulated WhatsApp, and checked as it goes.
/// [io.wigwag.gateway.cli.demo.Story] is what happens; everything else is scenery.
@NullMarked
package io.wigwag.gateway.cli.demo;

import org.jspecify.annotations.NullMarked;
