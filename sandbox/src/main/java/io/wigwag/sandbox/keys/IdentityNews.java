package io.wigwag.sandbox.keys;

import io.wigwag.core.binary.Node;
import io.wigwag.sandbox.server.Exchange;
import io.wigwag.sandbox.server.Stanzas;
import io.wigwag.sandbox.world.Account;
import io.wigwag.sandbox.world.QueueEntry.Kind;

/// Tells those who know an account that its identity is another one now, so that they begin anew with it.
final class IdentityNews {
    private final Exchange exchange;

    IdentityNews(Exchange exchange) {
        this.exchange = exchange;
    }

    void tell(Account account) {
        for (var other : exchange.acquaintances().whoKnow(account)) {
            for (var device : other.companions()) {
                var notification = Stanzas.notification(
                                "encrypt",
                                account.pn(),
                                exchange.nextId(),
                                exchange.clock().seconds())
                        .attribute("lid", account.lid())
                        .child(Node.of("identity"))
                        .build();
                exchange.delivery().deliver(device, Kind.NOTIFICATION, notification);
            }
        }
    }
}
