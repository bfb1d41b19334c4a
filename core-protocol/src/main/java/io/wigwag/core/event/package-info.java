/// What happened to a device, past tense, and the words to say it with. Values only: whoever listens needs to know
/// nothing else of the engine.
@NullMarked
package io.wigwag.core.event;

import org.jspecify.annotations.NullMarked;
