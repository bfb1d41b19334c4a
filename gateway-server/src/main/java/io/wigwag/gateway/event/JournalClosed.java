package io.wigwag.gateway.event;

/// The device is not this process's any more: whoever runs it next writes its journal.
public final class JournalClosed extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    JournalClosed(String device) {
        super("the journal of " + device + " is closed");
    }
}
