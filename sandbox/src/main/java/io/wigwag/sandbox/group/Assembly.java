package io.wigwag.sandbox.group;

import io.wigwag.sandbox.server.Exchange;
import io.wigwag.sandbox.world.Account;

/// Everything about groups: which there are, and each thing that people do to them by the class that does it. Clients'
/// queries come to these by themselves; phones that the sandbox plays, and the admin, call the same methods.
public final class Assembly {
    private final Groups groups = new Groups();
    private final GroupNews news;
    private final Membership membership;
    private final Joining joining;
    private final GroupChanges changes;
    private final Founding founding;

    private Assembly(Exchange exchange) {
        news = new GroupNews(exchange);
        var invitations = new Invitations(exchange);
        membership = new Membership(exchange, groups, news, invitations);
        joining = new Joining(exchange, groups, news, membership, invitations);
        changes = new GroupChanges(exchange, news);
        founding = new Founding(exchange, groups, news, membership, changes, invitations);
    }

    /// Makes it, and lets clients ask it.
    public static Assembly addTo(Exchange exchange) {
        var assembly = new Assembly(exchange);
        exchange.add(new GroupQueries(exchange, assembly));
        return assembly;
    }

    public Groups groups() {
        return groups;
    }

    public Founding founding() {
        return founding;
    }

    public Membership membership() {
        return membership;
    }

    public Joining joining() {
        return joining;
    }

    public GroupChanges changes() {
        return changes;
    }

    GroupNews news() {
        return news;
    }

    void forget(Account account) {
        membership.accountRemoved(account);
        for (var group : groups.all()) {
            group.withdraw(account);
            group.uninvite(account);
        }
    }

    void clear() {
        groups.clear();
    }
}
