package io.wigwag.core.stanza;

import io.wigwag.core.binary.Node;

/// The connection of a device to the server while it lives, for the device's own code. Calls block the virtual thread
/// that makes them, never longer than the line's own time limits allow.
public interface Line {
    /// Asks and waits for the answer.
    ///
    /// @throws IqRefused when the server says no
    /// @throws Unanswered when no answer came, or none that can be read
    <R> R ask(IqRequest<R> request) throws IqRefused, Unanswered;

    /// Sends a stanza. When it returns the stanza is on its way, which says nothing about its arrival.
    ///
    /// @throws Unanswered when the connection has ended, or takes nothing for too long
    void send(Node stanza) throws Unanswered;
}
