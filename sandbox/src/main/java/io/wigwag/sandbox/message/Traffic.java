package io.wigwag.sandbox.message;

import io.wigwag.sandbox.group.Assembly;
import io.wigwag.sandbox.group.Groups;
import io.wigwag.sandbox.server.Exchange;
import io.wigwag.sandbox.server.Feature;
import java.util.List;

/// All that people send each other, each kind by the class that takes it. Clients' stanzas come to these by themselves;
/// phones that the sandbox plays, and the admin, call the same methods.
public final class Traffic {
    private final Assembly assembly;
    private final Messages messages;
    private final Receipts receipts;
    private final Presences presences;
    private final Chatstates chatstates;
    private final Calls calls;

    public Traffic(Exchange exchange) {
        assembly = Assembly.addTo(exchange);
        var groups = assembly.groups();
        messages = new Messages(exchange, groups);
        receipts = new Receipts(exchange, groups);
        presences = new Presences(exchange);
        chatstates = new Chatstates(exchange, groups);
        calls = new Calls(exchange);
        List.<Feature>of(messages, receipts, presences, chatstates, calls).forEach(exchange::add);
    }

    public Messages messages() {
        return messages;
    }

    public Receipts receipts() {
        return receipts;
    }

    public Presences presences() {
        return presences;
    }

    public Chatstates chatstates() {
        return chatstates;
    }

    public Calls calls() {
        return calls;
    }

    /// The groups, and what people do to them.
    public Assembly assembly() {
        return assembly;
    }

    public Groups groups() {
        return assembly.groups();
    }
}
