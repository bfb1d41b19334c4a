package io.wigwag.sandbox.message;

import io.wigwag.sandbox.group.Groups;
import io.wigwag.sandbox.server.Exchange;

/// All that people send each other, each kind by the class that takes it. Clients' stanzas come to these by themselves;
/// phones that the sandbox plays, and the admin, call the same methods.
public final class Traffic {
    private final Groups groups = new Groups();
    private final Messages messages;
    private final Receipts receipts;

    public Traffic(Exchange exchange) {
        messages = new Messages(exchange, groups);
        receipts = new Receipts(exchange, groups);
        exchange.add(messages);
        exchange.add(receipts);
    }

    public Messages messages() {
        return messages;
    }

    public Receipts receipts() {
        return receipts;
    }

    public Groups groups() {
        return groups;
    }
}
