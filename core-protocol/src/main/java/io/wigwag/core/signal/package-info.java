/// End-to-end encryption as WhatsApp speaks it: X3DH and the double ratchet of Signal's message version 3, and sender
/// keys in their older form.
///
/// Everything that computes is a function of values: records in, text and changed records out. Nothing here takes a
/// lock, and only [io.wigwag.core.signal.SignalSessions] and its neighbour for groups speak to a store. A step that
/// fails has changed nothing, because nothing is ever changed: records are immutable.
@NullMarked
package io.wigwag.core.signal;

import org.jspecify.annotations.NullMarked;
